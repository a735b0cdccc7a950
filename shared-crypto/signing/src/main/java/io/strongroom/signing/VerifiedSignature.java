package io.strongroom.signing;

import java.util.Objects;

/**
 * A request whose signature holds.
 *
 * @param scheme how it was signed
 * @param region region of the credential scope; empty for schemes that have none
 * @param payload what remains to be checked on the body
 */
public record VerifiedSignature(
    Credential credential, SignatureScheme scheme, String region, PayloadIntegrity payload) {

  public VerifiedSignature {
    Objects.requireNonNull(credential, "credential");
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(payload, "payload");
  }
}
