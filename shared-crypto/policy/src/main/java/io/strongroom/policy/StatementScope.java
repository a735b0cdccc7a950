package io.strongroom.policy;

import java.util.List;
import java.util.Set;

/**
 * What a statement is about, in the words of its author.
 *
 * @param actions patterns; everything where the statement says what is not meant
 * @param resources patterns, likewise
 * @param keys condition keys, in lower case
 */
public record StatementScope(List<String> actions, List<String> resources, Set<String> keys) {

  public StatementScope {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    keys = Set.copyOf(keys);
  }
}
