package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.operation.GenerateDataKey;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * GenerateDataKey and GenerateDataKeyWithoutPlaintext.
 *
 * <p>Source: "GenerateDataKey", AWS KMS API reference.
 */
final class GenerateDataKeyCodec
    implements OperationCodec<GenerateDataKey.Command, GenerateDataKey.Result> {

  private static final int MAX_BYTES = 1024;
  private static final String AES_256 = "AES_256";
  private static final String AES_128 = "AES_128";

  private final boolean withPlaintext;

  GenerateDataKeyCodec(boolean withPlaintext) {
    this.withPlaintext = withPlaintext;
  }

  @Override
  public GenerateDataKey.Command parse(IncomingRequest request) {
    JsonObject members = KeyRequests.members(request);
    Optional<String> keyId = members.text("KeyId");
    Optional<Long> numberOfBytes = members.whole("NumberOfBytes");
    Optional<String> keySpec = members.text("KeySpec");
    new Constraints()
        .present("keyId", keyId)
        .length("keyId", keyId, 1, KeyRequests.MAX_KEY_ID_LENGTH)
        .range("numberOfBytes", numberOfBytes, 1, MAX_BYTES)
        .oneOf("keySpec", keySpec, List.of(AES_256, AES_128))
        .check();
    if (numberOfBytes.isPresent() == keySpec.isPresent()) {
      throw new JsonRejected.Invalid("Please specify either number of bytes or key spec.");
    }
    EncryptionContext context = KeyRequests.context(members);
    KeyRequests.requireOffered(members);
    return new GenerateDataKey.Command(
        request.caller(),
        keyId.map(KeyName::parse).orElseThrow(IllegalStateException::new),
        numberOfBytes.map(Math::toIntExact).orElseGet(() -> length(keySpec.orElse(AES_256))),
        context,
        withPlaintext);
  }

  /** Zeroes the plaintext key once it is in the answer. */
  @Override
  public WireResponse render(IncomingRequest request, GenerateDataKey.Result result) {
    JsonAnswer answer = new JsonAnswer().blob("CiphertextBlob", result.wrapped().bytes());
    result
        .plaintext()
        .ifPresent(
            plaintext -> {
              try (plaintext) {
                answer.secret("Plaintext", plaintext);
              }
            });
    return answer.text("KeyId", result.keyId().text()).of(200, Headers.none());
  }

  private static int length(String keySpec) {
    return keySpec.equals(AES_128) ? 16 : 32;
  }
}
