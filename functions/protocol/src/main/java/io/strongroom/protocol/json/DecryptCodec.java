package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * Decrypt, for symmetric keys.
 *
 * <p>Source: "Decrypt", AWS KMS API reference.
 */
final class DecryptCodec implements OperationCodec<Decrypt.Command, UnwrappedKey> {

  private static final int MAX_CIPHERTEXT_BYTES = 6144;
  private static final String SYMMETRIC = "SYMMETRIC_DEFAULT";
  private static final List<String> ALGORITHMS =
      List.of(SYMMETRIC, "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2PKE");

  @Override
  public Decrypt.Command parse(IncomingRequest request) {
    JsonObject members = KeyRequests.members(request);
    Optional<String> keyId = members.text("KeyId");
    Optional<byte[]> ciphertext = members.blob("CiphertextBlob");
    Optional<String> algorithm = members.text("EncryptionAlgorithm");
    new Constraints()
        .present("ciphertextBlob", ciphertext)
        .blobLength("ciphertextBlob", ciphertext, 1, MAX_CIPHERTEXT_BYTES)
        .length("keyId", keyId, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .oneOf("encryptionAlgorithm", algorithm, ALGORITHMS)
        .check();
    EncryptionContext context = KeyRequests.context(members);
    KeyRequests.requireOffered(members);
    if (!algorithm.orElse(SYMMETRIC).equals(SYMMETRIC)) {
      throw new JsonRejected.Unsupported("Only " + SYMMETRIC + " is supported.");
    }
    return new Decrypt.Command(
        request.caller(),
        keyId.map(KeyName::parse).orElseGet(KeyName::any),
        WrappedKey.of(ciphertext.orElseThrow(IllegalStateException::new)),
        context);
  }

  /** Zeroes the plaintext key once it is in the answer. */
  @Override
  public WireResponse render(IncomingRequest request, UnwrappedKey result) {
    try (result) {
      return new JsonAnswer()
          .text("KeyId", result.keyId().text())
          .secret("Plaintext", result.plaintext())
          .text("EncryptionAlgorithm", SYMMETRIC)
          .of(200, Headers.none());
    }
  }
}
