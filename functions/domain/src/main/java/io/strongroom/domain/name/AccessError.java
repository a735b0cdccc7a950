package io.strongroom.domain.name;

import io.strongroom.policy.PolicyError;

/** What can be wrong with what access is decided by. */
public sealed interface AccessError extends RequestError {

  /** A session token that is not the access key's, or of a key that has none. */
  record InvalidToken() implements AccessError {}

  /** The session is over. */
  record ExpiredToken() implements AccessError {}

  /** The text is no policy for the bucket. */
  record MalformedPolicy(PolicyError error) implements AccessError {}
}
