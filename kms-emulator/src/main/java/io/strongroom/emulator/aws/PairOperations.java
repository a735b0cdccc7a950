package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.DeriveSharedSecret;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.GenerateDataKeyPair;
import io.strongroom.emulator.operation.GetPublicKey;
import io.strongroom.emulator.operation.KeyUse;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** GetPublicKey, DeriveSharedSecret, and pairs as data keys. */
@ApplicationScoped
class PairOperations implements AwsOperationGroup {

  private static final int MAX_PUBLIC_KEY_IN_BYTES = 8192;
  private static final List<String> PAIR_SPECS =
      Arrays.stream(KeyPairKind.values())
          .filter(KeyPairKind::isDataKeyPair)
          .map(Enum::name)
          .toList();

  private final GetPublicKey publicKey;
  private final DeriveSharedSecret derive;
  private final GenerateDataKeyPair generate;

  PairOperations(GetPublicKey publicKey, DeriveSharedSecret derive, GenerateDataKeyPair generate) {
    this.publicKey = publicKey;
    this.derive = derive;
    this.generate = generate;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("GetPublicKey", Quota.DESCRIBE, this::publicKey),
        AwsOperation.answering("DeriveSharedSecret", Quota.ELLIPTIC, this::derive),
        AwsOperation.answering(
            "GenerateDataKeyPair", Quota.PAIR_ELLIPTIC, call -> generate(call, true)),
        AwsOperation.answering(
            "GenerateDataKeyPairWithoutPlaintext",
            Quota.PAIR_ELLIPTIC,
            call -> generate(call, false)));
  }

  private Uni<JsonObject> publicKey(AwsCall call) {
    Members members = call.members();
    KeyReference key = AwsCall.keyOrAlias(members);
    KeyUse use =
        KeyUse.of(call.action())
            .withTokens(CryptoInput.grantTokens(members))
            .demanding(Fitness.USABLE.and(PairOperations::requirePair));
    members.check();
    return publicKey
        .execute(call.call(), new GetPublicKey.Command(key, use))
        .map(found -> publicKey(found.key(), found.encoded()));
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

  private Uni<JsonObject> derive(AwsCall call) {
    Members members = call.members();
    KeyReference key = AwsCall.keyOrAlias(members);
    members.requiredOneOf("KeyAgreementAlgorithm", List.of("ECDH"));
    SecretBytes peer =
        SecretBytes.adopt(members.requiredBlob("PublicKey", 1, MAX_PUBLIC_KEY_IN_BYTES));
    KeyUse use =
        KeyUse.of(call.action())
            .withTokens(CryptoInput.grantTokens(members))
            .demanding(Fitness.usage(call, KeyUsage.KEY_AGREEMENT));
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    return derive
        .execute(call.call(), new DeriveSharedSecret.Command(key, use, peer, dryRun))
        .map(PairOperations::derived);
  }

  private static JsonObject derived(DeriveSharedSecret.Result made) {
    try (DeriveSharedSecret.Result shared = made) {
      return new JsonObject()
          .put("KeyId", shared.key().arn().toString())
          .put("KeyAgreementAlgorithm", "ECDH")
          .put("KeyOrigin", shared.key().type().origin().name())
          .put("SharedSecret", shared.secret().use(Base64Text::of));
    }
  }

  private Uni<JsonObject> generate(AwsCall call, boolean withPlaintext) {
    Members members = call.members();
    KeyReference key = AwsCall.keyOrAlias(members);
    String spec = members.requiredOneOf("KeyPairSpec", PAIR_SPECS);
    EncryptionUse use = CryptoInput.use(call, members);
    boolean dryRun = members.flag("DryRun");
    members.check();
    CryptoInput.refuseRecipient(members);
    KeyPairKind kind = KeyPairKind.valueOf(spec);
    if (kind == KeyPairKind.SM2 && !call.scope().isChina()) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION, "SM2 is supported in the China regions only.");
    }
    return generate
        .execute(call.call(), new GenerateDataKeyPair.Command(key, use, kind, dryRun))
        .map(made -> pair(made, withPlaintext).put("KeyPairSpec", kind.name()));
  }

  private static JsonObject pair(GenerateDataKeyPair.Result made, boolean withPlaintext) {
    try (GenerateDataKeyPair.Result pair = made) {
      JsonObject reply =
          new JsonObject()
              .put("PrivateKeyCiphertextBlob", Base64Text.of(pair.wrapped().bytes()))
              .put("KeyId", pair.wrapped().key().arn().toString())
              .put("PublicKey", Base64Text.of(pair.publicKey()));
      pair.wrapped().material().ifPresent(id -> reply.put("KeyMaterialId", id.hex()));
      if (withPlaintext) {
        reply.put("PrivateKeyPlaintext", pair.privateKey().use(Base64Text::of));
      }
      return reply;
    }
  }
}
