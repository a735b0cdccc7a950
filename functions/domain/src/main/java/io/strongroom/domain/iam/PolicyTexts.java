package io.strongroom.domain.iam;

import io.strongroom.domain.identity.IdentityDocuments;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;

/** Policies that somebody sends for an identity, a role or a session. Stateless. */
public final class PolicyTexts {

  private PolicyTexts() {}

  /**
   * Demands that a text is a policy of a kind.
   *
   * @throws IdentityException NoPolicy
   */
  public static Policy require(String text, PolicyKind kind) {
    try {
      return read(text, kind);
    } catch (PolicyException e) {
      throw new IdentityException(new IdentityError.NoPolicy(kind, e.error()));
    }
  }

  /**
   * Reads a policy of a kind.
   *
   * @throws PolicyException when it is none
   */
  static Policy read(String text, PolicyKind kind) {
    return IdentityDocuments.stored(text, kind);
  }
}
