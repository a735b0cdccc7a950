package io.strongroom.signing.v4;

import io.strongroom.signing.SignatureScheme;
import java.util.List;

/**
 * What a signed request says of its own signature, before anything is checked.
 *
 * @param signedHeaders lower-case names in the order given
 * @param lifetimeSeconds of a presigned URL; 0 for the header form
 */
record SignatureClaim(
    SignatureScheme scheme,
    CredentialParameter credential,
    List<String> signedHeaders,
    String signature,
    SigningTime time,
    long lifetimeSeconds) {

  SignatureClaim {
    signedHeaders = List.copyOf(signedHeaders);
  }
}
