package io.strongroom.domain.caller;

import io.strongroom.crypto.kms.Requester;

/**
 * Who makes a request, as its signature proved.
 *
 * @param principal ARN, for example {@code arn:aws:iam::000000000000:root}
 * @param account 12 digits
 * @param requestId of this request
 * @param secure whether the client's connection is encrypted
 */
public record Caller(String principal, String account, String requestId, boolean secure) {

  /** Whoever did not sign. Of no account, so the owner of nothing. */
  public static Caller anonymous(String requestId, boolean secure) {
    return new Caller("anonymous", "", requestId, secure);
  }

  /** How a KMS sees this caller. */
  public Requester requester() {
    return new Requester(principal, requestId);
  }
}
