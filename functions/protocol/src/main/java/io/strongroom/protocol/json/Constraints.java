package io.strongroom.protocol.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the members of a request against the service's model and says everything that is wrong at
 * once, in the model's words.
 *
 * <p>Source: "ValidationException", AWS KMS API reference, and answers recorded from the service.
 */
final class Constraints {

  private final List<String> violations = new ArrayList<>();

  /** The text must have {@code min} to {@code max} characters; absence is fine. */
  Constraints length(String path, Optional<String> value, int min, int max) {
    value.ifPresent(
        text -> {
          if (text.length() < min) {
            violated("Value '" + text + "'", path, "have length greater than or equal to " + min);
          } else if (text.length() > max) {
            violated("Value '" + text + "'", path, "have length less than or equal to " + max);
          }
        });
    return this;
  }

  /** The bytes must be {@code min} to {@code max}; absence is fine. They are not repeated. */
  Constraints blobLength(String path, Optional<byte[]> value, int min, int max) {
    value.ifPresent(
        bytes -> {
          if (bytes.length < min) {
            violated("Value", path, "have length greater than or equal to " + min);
          } else if (bytes.length > max) {
            violated("Value", path, "have length less than or equal to " + max);
          }
        });
    return this;
  }

  /** The number must be {@code min} to {@code max}; absence is fine. */
  Constraints range(String path, Optional<Long> value, long min, long max) {
    value.ifPresent(
        number -> {
          if (number < min) {
            violated("Value '" + number + "'", path, "have value greater than or equal to " + min);
          } else if (number > max) {
            violated("Value '" + number + "'", path, "have value less than or equal to " + max);
          }
        });
    return this;
  }

  /** The text must be one of the values; absence is fine. */
  Constraints oneOf(String path, Optional<String> value, List<String> values) {
    value
        .filter(text -> !values.contains(text))
        .ifPresent(
            text ->
                violated(
                    "Value '" + text + "'",
                    path,
                    "satisfy enum value set: [" + String.join(", ", values) + "]"));
    return this;
  }

  /** There must be a value. */
  Constraints present(String path, Optional<?> value) {
    if (value.isEmpty()) {
      violated("Value null", path, "not be null");
    }
    return this;
  }

  /**
   * Speaks up.
   *
   * @throws JsonRejected.Invalid when any constraint was violated
   */
  void check() {
    if (!violations.isEmpty()) {
      throw new JsonRejected.Invalid(
          violations.size()
              + " validation "
              + (violations.size() == 1 ? "error" : "errors")
              + " detected: "
              + String.join("; ", violations));
    }
  }

  private void violated(String value, String path, String constraint) {
    violations.add(
        value + " at '" + path + "' failed to satisfy constraint: Member must " + constraint);
  }
}
