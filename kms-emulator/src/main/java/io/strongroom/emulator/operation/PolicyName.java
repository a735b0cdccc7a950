package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;

/** The name of a key's policy. A key has one, called {@code default}. */
public record PolicyName(String text) {

  /** The only name there is. */
  public static final PolicyName DEFAULT = new PolicyName("default");

  void requireKnown() {
    if (!equals(DEFAULT)) {
      throw KmsRefusal.of(KmsError.NOT_FOUND, "No such policy exists");
    }
  }
}
