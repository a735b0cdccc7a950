package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.GenerateDataKeyPair;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Key pairs as data keys, in Base64; decrypt-data opens the private half. */
@ApplicationScoped
class DewPairOperations implements DewOperationGroup {

  private static final Map<String, KeyPairKind> ELLIPTIC =
      Map.of(
          "ECC_NIST_P256", KeyPairKind.ECC_NIST_P256,
          "ECC_NIST_P384", KeyPairKind.ECC_NIST_P384,
          "ECC_NIST_P521", KeyPairKind.ECC_NIST_P521,
          "ECC_SECG_P256K1", KeyPairKind.ECC_SECG_P256K1,
          "SM2", KeyPairKind.SM2);
  private static final Map<String, KeyPairKind> RSA =
      Map.of(
          "RSA_2048", KeyPairKind.RSA_2048,
          "RSA_3072", KeyPairKind.RSA_3072,
          "RSA_4096", KeyPairKind.RSA_4096);

  private final GenerateDataKeyPair generate;

  DewPairOperations(GenerateDataKeyPair generate) {
    this.generate = generate;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation(
            "create-ec-datakey-pair", Quota.DEW_DATA_KEY, call -> create(call, ELLIPTIC)),
        new DewOperation("create-rsa-datakey-pair", Quota.DEW_DATA_KEY, call -> create(call, RSA)));
  }

  private Uni<JsonObject> create(DewCall call, Map<String, KeyPairKind> kinds) {
    DewInput input = call.input();
    String spec = input.required("key_spec");
    KeyPairKind kind = kinds.get(spec);
    if (kind == null) {
      throw DewRefusal.of("KMS.1902", "The key_spec is invalid.");
    }
    boolean withPlaintext = input.flag("with_plain_text", true);
    GenerateDataKeyPair.Form form =
        withPlaintext
            ? GenerateDataKeyPair.Form.WITH_PLAINTEXT
            : GenerateDataKeyPair.Form.WITHOUT_PLAINTEXT;
    EncryptionUse use = DewUse.wrapping(input, form.action());
    return generate
        .execute(call.call(), new GenerateDataKeyPair.Command(call.key(), use, kind, false))
        .map(made -> reply(made, withPlaintext).put("key_spec", spec));
  }

  private static JsonObject reply(GenerateDataKeyPair.Result made, boolean withPlaintext) {
    try (GenerateDataKeyPair.Result pair = made) {
      JsonObject reply =
          new JsonObject()
              .put("key_id", pair.wrapped().key().arn().keyId())
              .put("public_key", base64(pair.publicKey()))
              .put("private_key_cipher_text", base64(pair.wrapped().bytes()));
      if (withPlaintext) {
        reply.put("private_key_plain_text", pair.privateKey().use(DewPairOperations::base64));
      }
      return reply;
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
