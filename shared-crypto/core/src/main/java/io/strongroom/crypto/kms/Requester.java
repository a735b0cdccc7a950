package io.strongroom.crypto.kms;

import io.strongroom.crypto.name.PrincipalName;

/**
 * On whose behalf a key is used: the service's audit and policies see this name.
 *
 * @param principal ARN of the user or role, for example {@code arn:aws:iam::000000000000:root}
 * @param requestId id of the object request, so that both audit trails can be joined; may be empty
 */
public record Requester(PrincipalName principal, String requestId) {

  /** The service itself, for keys that are its own affair. */
  public static Requester service(String requestId) {
    return new Requester(PrincipalName.SERVICE, requestId);
  }
}
