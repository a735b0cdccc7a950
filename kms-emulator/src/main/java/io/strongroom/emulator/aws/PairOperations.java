package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.KeyPairs;
import io.strongroom.emulator.service.Messages;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** GetPublicKey, DeriveSharedSecret, and pairs as data keys. */
@ApplicationScoped
class PairOperations implements OperationGroup {

  private static final int MAX_PUBLIC_KEY_IN_BYTES = 8192;
  private static final List<String> PAIR_SPECS =
      Arrays.stream(KeyPairKind.values()).map(Enum::name).toList();

  private final CryptoKeys keys;
  private final KeyPairs pairs;
  private final Messages messages;

  PairOperations(CryptoKeys keys, KeyPairs pairs, Messages messages) {
    this.keys = keys;
    this.pairs = pairs;
    this.messages = messages;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("GetPublicKey", Quota.DESCRIBE, this::publicKey),
        Operation.answering("DeriveSharedSecret", Quota.ELLIPTIC, this::agree),
        Operation.answering(
            "GenerateDataKeyPair", Quota.PAIR_ELLIPTIC, call -> generate(call, true)),
        Operation.answering(
            "GenerateDataKeyPairWithoutPlaintext",
            Quota.PAIR_ELLIPTIC,
            call -> generate(call, false)));
  }

  private Uni<JsonObject> publicKey(AwsCall call) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    List<String> tokens = CryptoInput.grantTokens(members);
    members.check();
    return keys.usable(call, keyId, tokens)
        .invoke(PairOperations::requirePair)
        .chain(key -> pairs.publicKey(key).map(encoded -> publicKey(key, encoded)));
  }

  private static void requirePair(KmsKey key) {
    if (!(key.type().spec().use() instanceof KeySpec.Use.Pairs)) {
      throw KmsRefusal.silent(KmsError.UNSUPPORTED_OPERATION);
    }
  }

  private static JsonObject publicKey(KmsKey key, byte[] encoded) {
    JsonObject json =
        new JsonObject()
            .put("CustomerMasterKeySpec", KeyJson.spec(key))
            .put("KeyId", key.arn().toString())
            .put("KeySpec", KeyJson.spec(key))
            .put("KeyUsage", key.type().usage().name())
            .put("PublicKey", Base64Text.of(encoded));
    return KeyAlgorithms.list(key, json);
  }

  private Uni<JsonObject> agree(AwsCall call) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    members.requiredOneOf("KeyAgreementAlgorithm", List.of("ECDH"));
    byte[] peer = members.requiredBlob("PublicKey", 1, MAX_PUBLIC_KEY_IN_BYTES);
    List<String> tokens = CryptoInput.grantTokens(members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    return keys.usableFor(call, keyId, KeyUsage.KEY_AGREEMENT, tokens)
        .chain(
            key ->
                pairs
                    .agree(key, peer)
                    .map(
                        shared -> {
                          try (SecretBytes secret = shared) {
                            DryRun.stop(dryRun);
                            return agreed(key).put("SharedSecret", secret.use(Base64Text::of));
                          }
                        }));
  }

  private static JsonObject agreed(KmsKey key) {
    return new JsonObject()
        .put("KeyId", key.arn().toString())
        .put("KeyAgreementAlgorithm", "ECDH")
        .put("KeyOrigin", key.type().origin().name());
  }

  private Uni<JsonObject> generate(AwsCall call, boolean withPlaintext) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    String spec = members.requiredOneOf("KeyPairSpec", PAIR_SPECS);
    CryptoUse use = CryptoUse.read(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    KeyPairKind kind = KeyPairKind.valueOf(spec);
    if (kind == KeyPairKind.SM2 && !call.scope().isChina()) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "SM2 is supported in the China regions only.");
    }
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
}
