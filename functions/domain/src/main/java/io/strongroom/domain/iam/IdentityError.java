package io.strongroom.domain.iam;

import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.identity.Member;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyKind;

/** Why something was not done to identities. Each has a name in IAM or STS. */
public sealed interface IdentityError {

  /** There is no such user, group or role. */
  record NoSuchMember(Member.Kind kind, String name) implements IdentityError {}

  /** There is no such thing; {@code what} names it in a sentence. */
  record NotThere(String what) implements IdentityError {}

  /** The policy does not exist, or cannot be attached. */
  record NotAttachable(String arn) implements IdentityError {}

  /** There is one of this name already. */
  record AlreadyThere(String what) implements IdentityError {}

  /** Something refers to it still. */
  record InUse() implements IdentityError {}

  /** There may be no more of them. */
  record TooMany(String what, int most) implements IdentityError {}

  /** The caller may not. */
  record Denied(PrincipalName principal, String action, String arn) implements IdentityError {}

  /** A value that cannot be. */
  record Invalid(String detail) implements IdentityError {}

  /** A parameter that does not go with the others. */
  record InvalidParameter(String detail) implements IdentityError {}

  /** A document that is no policy. */
  record NoPolicy(PolicyKind kind, PolicyError error) implements IdentityError {}

  /** A session policy that is too long. */
  record PolicyTooLong(int most) implements IdentityError {}

  /** What is wrong with or about a token of an issuer. */
  sealed interface AboutToken extends IdentityError {}

  /** A token of an issuer that is none, or does not hold. */
  record InvalidWebToken(String detail) implements AboutToken {}

  /** A token of an issuer that was good once. */
  record ExpiredWebToken() implements AboutToken {}

  /** An issuer's keys cannot be had. */
  record IssuerAway() implements AboutToken {}

  /** TemporaryKeys of this kind may not do this. */
  record NotInSession() implements IdentityError {}
}
