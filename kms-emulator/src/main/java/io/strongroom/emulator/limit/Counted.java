package io.strongroom.emulator.limit;

import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.Scope;

/**
 * Whose calls count together, in one region.
 *
 * @param who an account (AWS), a user (DEW), or empty for all users together (DEW)
 */
public record Counted(String who, Region region) {

  /** The calls of an account. */
  public static Counted of(Scope scope) {
    return new Counted(scope.account().value(), scope.region());
  }
}
