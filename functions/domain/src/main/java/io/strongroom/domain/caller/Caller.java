package io.strongroom.domain.caller;

import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import java.util.Optional;

/**
 * Who makes a request, as its signature proved.
 *
 * @param requestId of this request
 * @param secure whether the client's connection is encrypted
 */
public record Caller(CallerIdentity identity, String requestId, boolean secure, CallFacts facts) {

  /**
   * Somebody of whom only the ARN is known, and who has no policies.
   *
   * @param principal ARN, for example {@code arn:aws:iam::000000000000:root}
   */
  public Caller(PrincipalName principal, AccountId account, String requestId, boolean secure) {
    this(
        CallerIdentity.named(principal.text(), account, CallerIdentity.Held.NOTHING),
        requestId,
        secure,
        CallFacts.none());
  }

  /** Whoever did not sign. Of no account, so the owner of nothing. */
  public static Caller anonymous(String requestId, boolean secure) {
    return new Caller(CallerIdentity.anonymous(), requestId, secure, CallFacts.none());
  }

  /** This caller, whose request was found to say whose buckets they are. */
  public Caller expecting(CallFacts.Expected owners) {
    return new Caller(identity, requestId, secure, facts.expecting(owners));
  }

  /** This caller as the reader of what is copied. */
  public Caller atSource() {
    return expecting(new CallFacts.Expected(facts.expected().sourceOwner(), Optional.empty()));
  }

  /** The caller's ARN. */
  public PrincipalName principal() {
    return PrincipalName.of(identity.profile().arn());
  }

  /** The caller's account; nobody's when nobody signed. */
  public AccountId account() {
    return identity.account();
  }

  /** How a KMS sees this caller. */
  public Requester requester() {
    return new Requester(PrincipalName.of(identity.profile().withPath()), requestId);
  }
}
