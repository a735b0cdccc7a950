package io.strongroom.kms.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.emulator.crypto.KeyPairKind;
import io.strongroom.kms.emulator.crypto.KeyPairVault;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.service.Messages;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GenerateDataKey, GenerateDataKeyWithoutPlaintext and GenerateRandom. */
@ApplicationScoped
class DataKeyOperations implements OperationGroup {

  private static final int MAX_IN_BYTES = 1024;

  private static final List<String> PAIR_SPECS =
      Arrays.stream(KeyPairKind.values()).map(Enum::name).toList();

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
        Operation.answering(
            "GenerateDataKeyPair", Quota.KEY_PAIR, call -> generatePair(call, true)),
        Operation.answering(
            "GenerateDataKeyPairWithoutPlaintext",
            Quota.KEY_PAIR,
            call -> generatePair(call, false)),
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

  private Uni<JsonObject> generatePair(AwsCall call, boolean withPlaintext) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    Optional<String> spec = members.oneOf("KeyPairSpec", PAIR_SPECS);
    if (!members.has("KeyPairSpec")) {
      members.missing("KeyPairSpec");
    }
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    KeyPairKind kind = KeyPairKind.valueOf(spec.orElseThrow());
    return keys.usable(use, keyId)
        .invoke(() -> DryRun.stop(dryRun))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            key ->
                KeyPairVault.generate(
                    kind,
                    (privateKey, publicKey) ->
                        seal(key, privateKey, use.context(), withPlaintext)
                            .map(
                                reply ->
                                    reply
                                        .put("PublicKey", Base64Text.of(publicKey))
                                        .put("KeyPairSpec", kind.name()))));
  }

  private Uni<JsonObject> seal(
      KmsKey key, SecretBytes privateKey, Map<String, String> context, boolean withPlaintext) {
    return messages
        .seal(key, privateKey, context)
        .map(
            blob -> {
              JsonObject reply =
                  new JsonObject()
                      .put("PrivateKeyCiphertextBlob", Base64Text.of(blob.bytes()))
                      .put("KeyId", key.arn().toString())
                      .put("KeyMaterialId", blob.materialId().hex());
              if (withPlaintext) {
                reply.put("PrivateKeyPlaintext", privateKey.use(Base64Text::of));
              }
              return reply;
            })
        .eventually(privateKey::close);
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
    int length = bytes.orElseThrow(() -> KmsRefusal.invalid("NumberOfBytes is required."));
    try (SecretBytes secret = SecretBytes.random(length)) {
      return Uni.createFrom().item(new JsonObject().put("Plaintext", secret.use(Base64Text::of)));
    }
  }
}
