package io.strongroom.kms.vault;

import java.time.Duration;
import java.time.Instant;

/**
 * A token in use. Never prints itself.
 *
 * @param got when
 * @param life from then on; zero for a token without an end
 * @param renewable whether the server lets its life be lengthened
 * @param origin who made it
 */
record VaultToken(String value, Instant got, Duration life, boolean renewable, Origin origin) {

  /** Who made a token, and so who ends it and what its refusals mean. */
  enum Origin {
    /** The operator, or an agent: never revoked here. */
    GIVEN,
    /** A login of ours. */
    OWN,
    /**
     * A login of ours whose policies may not let it look itself up: a refused look-up is no proof
     * that it is dead.
     */
    OWN_AND_BLIND
  }

  boolean isOwn() {
    return switch (origin) {
      case GIVEN -> false;
      case OWN, OWN_AND_BLIND -> true;
    };
  }

  @Override
  public String toString() {
    return "VaultToken[redacted, " + life + "]";
  }
}
