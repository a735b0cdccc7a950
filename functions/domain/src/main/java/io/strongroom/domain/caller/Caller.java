package io.strongroom.domain.caller;

import io.strongroom.crypto.kms.Requester;
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
   * @param account 12 digits
   */
  public Caller(String principal, String account, String requestId, boolean secure) {
    this(
        CallerIdentity.named(principal, account, CallerIdentity.Held.NOTHING),
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
  public String principal() {
    return identity.profile().arn();
  }

  /** The caller's account, 12 digits; empty when nobody signed. */
  public String account() {
    return identity.account();
  }

  /** How a KMS sees this caller. */
  public Requester requester() {
    return new Requester(principal(), requestId);
  }
}
