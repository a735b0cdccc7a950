package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.GenerateDataKey;
import io.strongroom.emulator.operation.GenerateRandom;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** GenerateDataKey, GenerateDataKeyWithoutPlaintext and GenerateRandom. */
@ApplicationScoped
class DataKeyOperations implements AwsOperationGroup {

  private static final int MAX_IN_BYTES = 1024;

  private final GenerateDataKey generate;
  private final GenerateRandom random;

  DataKeyOperations(GenerateDataKey generate, GenerateRandom random) {
    this.generate = generate;
    this.random = random;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("GenerateDataKey", Quota.SYMMETRIC, call -> generate(call, true)),
        AwsOperation.answering(
            "GenerateDataKeyWithoutPlaintext", Quota.SYMMETRIC, call -> generate(call, false)),
        AwsOperation.answering("GenerateRandom", Quota.SYMMETRIC, this::random));
  }

  private Uni<JsonObject> generate(AwsCall call, boolean withPlaintext) {
    Members members = call.members();
    KeyReference key = AwsCall.keyOrAlias(members);
    Optional<Integer> bytes = members.number("NumberOfBytes", 1, MAX_IN_BYTES);
    Optional<String> spec = members.oneOf("KeySpec", List.of("AES_256", "AES_128"));
    EncryptionUse use = CryptoInput.use(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    return generate
        .execute(call.call(), new GenerateDataKey.Command(key, use, length(bytes, spec), dryRun))
        .map(made -> reply(made, withPlaintext));
  }

  private static JsonObject reply(GenerateDataKey.Result made, boolean withPlaintext) {
    try (GenerateDataKey.Result dataKey = made) {
      JsonObject reply =
          new JsonObject()
              .put("CiphertextBlob", Base64Text.of(dataKey.wrapped().bytes()))
              .put("KeyId", dataKey.wrapped().key().arn().toString());
      dataKey.wrapped().material().ifPresent(id -> reply.put("KeyMaterialId", id.hex()));
      if (withPlaintext) {
        reply.put("Plaintext", dataKey.plaintext().use(Base64Text::of));
      }
      return reply;
    }
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

  private Uni<JsonObject> random(AwsCall call) {
    Members members = call.members();
    Optional<Integer> bytes = members.number("NumberOfBytes", 1, MAX_IN_BYTES);
    Optional<String> store = members.text("CustomKeyStoreId", 1, 64);
    members.check();
    CryptoInput.refuseRecipient(members);
    store.ifPresent(CustomKeyStores::requireExists);
    int length = bytes.orElseThrow(() -> KmsRefusal.invalid("NumberOfBytes is required."));
    return random
        .execute(new GenerateRandom.Command(length))
        .map(
            made -> {
              try (SecretBytes secret = made) {
                return new JsonObject().put("Plaintext", secret.use(Base64Text::of));
              }
            });
  }
}
