package io.strongroom.function.console.words;

import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.List;
import java.util.stream.IntStream;

/** Which pages of other sites may use a bucket, in plain words. Stateless. */
public final class CrossOriginWords {

  private CrossOriginWords() {}

  /** A fact for each rule. */
  public static List<Fact> of(List<CrossOriginRule> rules) {
    return IntStream.range(0, rules.size())
        .mapToObj(
            i -> new Fact(rules.get(i).id().orElse("Rule " + (i + 1)), sentence(rules.get(i))))
        .toList();
  }

  private static String sentence(CrossOriginRule rule) {
    StringBuilder words =
        new StringBuilder(
                rule.origins().contains("*")
                    ? "Pages of every site"
                    : "Pages of " + SeveralWords.joined(rule.origins()))
            .append(" may send ")
            .append(SeveralWords.joined(rule.methods()));
    if (!rule.allowedHeaders().isEmpty()) {
      words.append(
          rule.allowedHeaders().contains("*")
              ? " with any header"
              : " with the headers " + SeveralWords.joined(rule.allowedHeaders()));
    }
    if (!rule.exposedHeaders().isEmpty()) {
      words.append(", and may read ").append(SeveralWords.joined(rule.exposedHeaders()));
    }
    words.append('.');
    rule.maxAge()
        .ifPresent(
            age -> words.append(" Browsers remember that for ").append(age).append(" seconds."));
    return words.toString();
  }
}
