package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.text.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A vocabulary that is listed. Immutable; thread-safe if the test of resources is. */
public final class ClosedVocabulary implements ServiceWords {

  private final List<String> actions;
  private final Map<String, KeyUse> keys;
  private final Predicate<String> resources;

  /**
   * A vocabulary.
   *
   * @param actions in the form of AWS
   * @param keys condition keys; one that ends in {@code :} or {@code /} stands for all that begin
   *     with it
   * @param resources which patterns can mean a resource
   */
  public ClosedVocabulary(
      Set<String> actions, Map<String, KeyUse> keys, Predicate<String> resources) {
    this.actions = actions.stream().map(Attributes::folded).toList();
    this.keys =
        keys.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    key -> Attributes.folded(key.getKey()), Map.Entry::getValue));
    this.resources = resources;
  }

  @Override
  public boolean knowsAction(String pattern) {
    return !meant(pattern).isEmpty();
  }

  /** The actions that a pattern means, in lower case. */
  public List<String> meant(String pattern) {
    Template form = Template.parse(Attributes.folded(pattern), false);
    return actions.stream().filter(action -> form.matches(action, Attributes.NONE)).toList();
  }

  @Override
  public KeyUse keyUse(String key) {
    String folded = Attributes.folded(key);
    return Optional.ofNullable(keys.get(folded))
        .or(() -> family(folded, ':'))
        .or(() -> family(folded, '/'))
        .orElse(KeyUse.UNKNOWN);
  }

  // The rest of a name is free: encryption contexts and tags may hold any character.
  private Optional<KeyUse> family(String key, char separator) {
    Function<Integer, Optional<KeyUse>> upTo =
        end -> Optional.ofNullable(keys.get(key.substring(0, end + 1)));
    for (int end = key.indexOf(separator); end >= 0; end = key.indexOf(separator, end + 1)) {
      Optional<KeyUse> found = end + 1 < key.length() ? upTo.apply(end) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean knowsResource(String pattern) {
    return resources.test(pattern);
  }
}
