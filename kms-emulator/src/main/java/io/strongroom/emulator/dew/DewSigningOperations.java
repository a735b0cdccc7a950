package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm.Form;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.KeyPairs;
import io.strongroom.emulator.service.Signatures;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signatures, authentication codes and public keys. */
@ApplicationScoped
class DewSigningOperations implements DewOperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final String SM2 = "SM2DSA_SM3";

  private final DewKeys finder;
  private final Signatures signatures;
  private final KeyPairs pairs;

  DewSigningOperations(DewKeys finder, Signatures signatures, KeyPairs pairs) {
    this.finder = finder;
    this.signatures = signatures;
    this.pairs = pairs;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("sign", Quota.DEW_DATA_KEY, this::sign),
        new DewOperation("verify", Quota.DEW_DATA_KEY, this::verify),
        new DewOperation("get-publickey", Quota.DEW_READ, this::publicKey),
        new DewOperation("generate-mac", Quota.DEW_DATA_KEY, this::mac),
        new DewOperation("verify-mac", Quota.DEW_DATA_KEY, this::verifyMac));
  }

  private Uni<JsonObject> sign(DewCall call) {
    Signatures.Content content = content(call.input());
    return fit(call, "kms:Sign")
        .invoke(key -> requireAlgorithm(key, call.input()))
        .chain(
            key ->
                signatures
                    .sign(key, content)
                    .map(signature -> of(key).put("signature", base64(signature))));
  }

  private Uni<JsonObject> verify(DewCall call) {
    Signatures.Content content = content(call.input());
    byte[] signature = call.input().base64("signature");
    return fit(call, "kms:Verify")
        .invoke(key -> requireAlgorithm(key, call.input()))
        .chain(
            key ->
                signatures
                    .verify(key, content, signature)
                    .map(valid -> of(key).put("signature_valid", String.valueOf(valid))));
  }

  private Uni<KmsKey> fit(DewCall call, String action) {
    return finder
        .permitted(call, action, Map.of())
        .invoke(Lifecycle::requireUsable)
        .invoke(
            key -> {
              switch (key.type().usage()) {
                case SIGN_VERIFY -> {}
                case ENCRYPT_DECRYPT -> {
                  throw key.type().spec().isSymmetricEncryption()
                      ? DewRefusal.of("KMS.1115", "A symmetric key cannot sign.")
                      : DewRefusal.of("KMS.0335", "Not for keys that encrypt.");
                }
                case GENERATE_VERIFY_MAC -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
                case KEY_AGREEMENT -> throw DewRefusal.of("KMS.0325", "Not for such keys.");
              }
            });
  }

  private static SigningAlgorithm algorithm(DewInput input) {
    String name = input.required("signing_algorithm");
    return Arrays.stream(SigningAlgorithm.values())
        .filter(known -> (known == SigningAlgorithm.SM2DSA ? SM2 : known.name()).equals(name))
        .findFirst()
        .orElseThrow(() -> DewRefusal.of("KMS.2105", "The algorithm is not supported."));
  }

  private static void requireAlgorithm(KmsKey key, DewInput input) {
    boolean fits =
        key.type().spec().use() instanceof KeySpec.Use.Pairs(var kind)
            && SigningAlgorithm.of(kind).contains(algorithm(input));
    if (!fits) {
      throw DewRefusal.of("KMS.2106", "The algorithm does not fit the key.");
    }
  }

  private static Signatures.Content content(DewInput input) {
    SigningAlgorithm algorithm = algorithm(input);
    byte[] message = message(input);
    Form form =
        switch (input.text("message_type").filter(text -> !text.isEmpty()).orElse("DIGEST")) {
          case "DIGEST" -> Form.DIGEST;
          case "RAW" -> Form.RAW;
          default -> throw DewRefusal.invalid("message_type");
        };
    boolean wrongLength = form == Form.DIGEST && message.length != algorithm.digestSizeInBytes();
    if (wrongLength || !algorithm.forms().contains(form)) {
      throw DewRefusal.invalid("message");
    }
    return new Signatures.Content(algorithm, form, message);
  }

  private static byte[] message(DewInput input) {
    byte[] message = input.base64("message");
    if (message.length > MAX_MESSAGE_IN_BYTES) {
      throw DewRefusal.of("KMS.0203", "The message is too long.");
    }
    return message;
  }

  private Uni<JsonObject> publicKey(DewCall call) {
    return finder
        .permitted(call, "kms:GetPublicKey")
        .invoke(Lifecycle::requireUsable)
        .invoke(
            key -> {
              if (!(key.type().spec().use() instanceof KeySpec.Use.Pairs)) {
                throw DewRefusal.of("KMS.0331", "Not for symmetric keys.");
              }
            })
        .chain(key -> pairs.publicKey(key).map(encoded -> of(key).put("public_key", pem(encoded))));
  }

  private Uni<JsonObject> mac(DewCall call) {
    byte[] message = message(call.input());
    return macKey(call, "kms:GenerateMac")
        .chain(
            key -> code(call, key, message).map(mac -> named(call, key).put("mac", base64(mac))));
  }

  private Uni<JsonObject> verifyMac(DewCall call) {
    byte[] message = message(call.input());
    byte[] given = call.input().base64("mac");
    return macKey(call, "kms:VerifyMac")
        .chain(
            key ->
                code(call, key, message)
                    .map(
                        mac ->
                            named(call, key).put("mac_valid", MessageDigest.isEqual(mac, given))));
  }

  private Uni<KmsKey> macKey(DewCall call, String action) {
    return finder
        .permitted(call, action)
        .invoke(Lifecycle::requireUsable)
        .invoke(
            key -> {
              if (key.type().usage() != KeyUsage.GENERATE_VERIFY_MAC) {
                throw DewRefusal.of("KMS.0325", "Only for HMAC keys.");
              }
            });
  }

  private Uni<byte[]> code(DewCall call, KmsKey key, byte[] message) {
    String wanted = call.input().required("mac_algorithm");
    boolean fits =
        key.type().spec().use() instanceof KeySpec.Use.Macs(MacAlgorithm algorithm)
            && algorithm.name().equals(wanted);
    if (!fits) {
      throw DewRefusal.of("KMS.2106", "The algorithm does not fit the key.");
    }
    return signatures.mac(key, MacAlgorithm.valueOf(wanted), message);
  }

  private static JsonObject named(DewCall call, KmsKey key) {
    return of(key).put("mac_algorithm", call.input().required("mac_algorithm"));
  }

  private static JsonObject of(KmsKey key) {
    return new JsonObject().put("key_id", key.arn().keyId());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String pem(byte[] encoded) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
  }
}
