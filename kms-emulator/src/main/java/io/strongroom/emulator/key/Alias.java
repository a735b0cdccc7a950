package io.strongroom.emulator.key;

import java.time.Instant;

/** A name for a key. */
public record Alias(Scope scope, AliasName name, KeyArn target, Instant created, Instant updated) {

  /** The alias's ARN. */
  public String arn() {
    return name.arn(scope);
  }
}
