package io.strongroom.function.console.words;

import io.strongroom.domain.record.LifecycleFilter;
import java.util.ArrayList;
import java.util.List;

/** Which objects a rule is about, in plain words. Stateless. */
final class FilterWords {

  private FilterWords() {}

  static String of(LifecycleFilter filter) {
    List<String> tests = new ArrayList<>();
    filter
        .prefix()
        .filter(prefix -> !prefix.isEmpty())
        .ifPresent(prefix -> tests.add("whose key begins with “" + prefix + "”"));
    filter.tags().forEach(tag -> tests.add("tagged " + tag.key() + "=" + tag.value()));
    filter.largerThan().ifPresent(size -> tests.add("larger than " + Sizes.bytes(size)));
    filter.smallerThan().ifPresent(size -> tests.add("smaller than " + Sizes.bytes(size)));
    return tests.isEmpty() ? "Every object" : "Objects " + SeveralWords.joined(tests);
  }
}
