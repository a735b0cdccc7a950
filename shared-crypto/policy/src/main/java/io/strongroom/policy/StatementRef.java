package io.strongroom.policy;

import java.util.Optional;

/**
 * Which statement of a policy.
 *
 * @param index from 0, in the order of the text
 */
public record StatementRef(int index, Optional<String> sid) {

  /** For an operator: {@code statement 2 (NoSecrets)}, counted from 1. */
  public String shown() {
    return "statement %d%s"
        .formatted(
            index + 1,
            sid.filter(name -> !name.isEmpty()).map(name -> " (" + name + ")").orElse(""));
  }
}
