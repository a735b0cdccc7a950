package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Messages;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GenerateDataKey, GenerateDataKeyWithoutPlaintext and GenerateRandom. */
@ApplicationScoped
class DataKeyOperations implements OperationGroup {

  private static final int MAX_IN_BYTES = 1024;

  private final CryptoKeys keys;
  private final Messages messages;

  DataKeyOperations(CryptoKeys keys, Messages messages) {
    this.keys = keys;
    this.messages = messages;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("GenerateDataKey", Quota.SYMMETRIC, call -> generate(call, true)),
        Operation.answering(
            "GenerateDataKeyWithoutPlaintext", Quota.SYMMETRIC, call -> generate(call, false)),
        Operation.answering("GenerateRandom", Quota.SYMMETRIC, DataKeyOperations::random));
  }

  private Uni<JsonObject> generate(AwsCall call, boolean withPlaintext) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    Optional<Integer> bytes = members.number("NumberOfBytes", 1, MAX_IN_BYTES);
    Optional<String> spec = members.oneOf("KeySpec", List.of("AES_256", "AES_128"));
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    int length = length(bytes, spec);
    return keys.usable(use, keyId)
        .invoke(() -> DryRun.stop(dryRun))
        .chain(key -> generate(key, length, use.context(), withPlaintext));
  }

  private Uni<JsonObject> generate(
      KmsKey key, int length, Map<String, String> context, boolean withPlaintext) {
    SecretBytes secret = SecretBytes.random(length);
    return messages
        .seal(key, secret, context)
        .map(
            blob -> {
              JsonObject reply =
                  new JsonObject()
                      .put("CiphertextBlob", Base64Text.of(blob.bytes()))
                      .put("KeyId", key.arn().toString())
                      .put("KeyMaterialId", blob.materialId().hex());
              if (withPlaintext) {
                reply.put("Plaintext", secret.use(Base64Text::of));
              }
              return reply;
            })
        .eventually(secret::close);
  }

  private static int length(Optional<Integer> bytes, Optional<String> spec) {
    if (bytes.isPresent() == spec.isPresent()) {
      throw KmsRefusal.invalid(
          bytes.isPresent()
              ? "Please specify either number of bytes or key spec, but not both."
              : "Please specify either number of bytes or key spec.");
    }
    return bytes.orElseGet(() -> spec.equals(Optional.of("AES_128")) ? 16 : 32);
  }

  private static Uni<JsonObject> random(AwsCall call) {
    Members members = call.members();
    Optional<Integer> bytes = members.number("NumberOfBytes", 1, MAX_IN_BYTES);
    members.check();
    CryptoInput.refuseRecipient(members);
    if (members.has("CustomKeyStoreId")) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "Custom key stores are not supported here.");
    }
    int length = bytes.orElseThrow(() -> KmsRefusal.invalid("NumberOfBytes is required."));
    try (SecretBytes secret = SecretBytes.random(length)) {
      return Uni.createFrom().item(new JsonObject().put("Plaintext", secret.use(Base64Text::of)));
    }
  }
}
