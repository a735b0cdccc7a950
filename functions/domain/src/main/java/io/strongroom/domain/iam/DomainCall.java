package io.strongroom.domain.iam;

import io.strongroom.domain.caller.Caller;

/**
 * A call whose path names what is to be done to identities.
 *
 * @param body a JSON text, not yet looked at
 */
public record DomainCall(Caller caller, String path, String body) {

  /** Without the body. */
  @Override
  public String toString() {
    return "DomainCall[" + path + "]";
  }
}
