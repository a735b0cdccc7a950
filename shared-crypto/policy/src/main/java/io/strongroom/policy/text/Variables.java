package io.strongroom.policy.text;

import java.util.Optional;

/** The values that {@code ${key}} stands for in one request. */
@FunctionalInterface
public interface Variables {

  /**
   * The value of a key.
   *
   * @param key in any case
   * @return empty when the request has none, or more than one
   */
  Optional<String> value(String key);
}
