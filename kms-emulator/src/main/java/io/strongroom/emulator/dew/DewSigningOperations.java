package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm.Form;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.GenerateMac;
import io.strongroom.emulator.operation.GetPublicKey;
import io.strongroom.emulator.operation.KeyUse;
import io.strongroom.emulator.operation.Sign;
import io.strongroom.emulator.operation.Verify;
import io.strongroom.emulator.operation.VerifyMac;
import io.strongroom.emulator.service.Signatures;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Signatures, authentication codes and public keys. */
@ApplicationScoped
class DewSigningOperations implements DewOperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final String SM2 = "SM2DSA_SM3";

  private final Sign sign;
  private final Verify verify;
  private final GetPublicKey publicKey;
  private final GenerateMac mac;
  private final VerifyMac verifyMac;

  DewSigningOperations(
      Sign sign, Verify verify, GetPublicKey publicKey, GenerateMac mac, VerifyMac verifyMac) {
    this.sign = sign;
    this.verify = verify;
    this.publicKey = publicKey;
    this.mac = mac;
    this.verifyMac = verifyMac;
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
    return sign.execute(call.call(), signed(call, "kms:Sign"))
        .map(made -> of(made.key()).put("signature", base64(made.signature())));
  }

  private Uni<JsonObject> verify(DewCall call) {
    Sign.Command signed = signed(call, "kms:Verify");
    SecretBytes signature = SecretBytes.adopt(call.input().base64("signature"));
    return verify
        .execute(call.call(), new Verify.Command(signed, signature))
        .map(found -> of(found.key()).put("signature_valid", String.valueOf(found.valid())));
  }

  private static Sign.Command signed(DewCall call, String action) {
    SigningAlgorithm algorithm = algorithm(call.input());
    Signatures.Content content = content(call.input(), algorithm);
    KeyUse use = KeyUse.of(action).demanding(DewFitness.signing(algorithm));
    return new Sign.Command(call.key(), use, () -> content, false);
  }

  private static SigningAlgorithm algorithm(DewInput input) {
    String name = input.required("signing_algorithm");
    return Arrays.stream(SigningAlgorithm.values())
        .filter(known -> known != SigningAlgorithm.ML_DSA_SHAKE_256)
        .filter(known -> (known == SigningAlgorithm.SM2DSA ? SM2 : known.name()).equals(name))
        .findFirst()
        .orElseThrow(() -> DewRefusal.of("KMS.2105", "The algorithm is not supported."));
  }

  private static Signatures.Content content(DewInput input, SigningAlgorithm algorithm) {
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
    KeyUse use = KeyUse.of("kms:GetPublicKey").demanding(DewFitness.PAIR);
    return publicKey
        .execute(call.call(), new GetPublicKey.Command(call.key(), use))
        .map(found -> of(found.key()).put("public_key", pem(found.encoded())));
  }

  private Uni<JsonObject> mac(DewCall call) {
    GenerateMac.Command command = code(call, "kms:GenerateMac");
    return mac.execute(call.call(), command)
        .map(made -> named(made.key(), command).put("mac", base64(made.mac())));
  }

  private Uni<JsonObject> verifyMac(DewCall call) {
    GenerateMac.Command command = code(call, "kms:VerifyMac");
    SecretBytes given = SecretBytes.adopt(call.input().base64("mac"));
    return verifyMac
        .execute(call.call(), new VerifyMac.Command(command, given))
        .map(found -> named(found.key(), command).put("mac_valid", found.valid()));
  }

  private static GenerateMac.Command code(DewCall call, String action) {
    SecretBytes message = SecretBytes.adopt(message(call.input()));
    String wanted = call.input().required("mac_algorithm");
    KeyUse use = KeyUse.of(action).demanding(DewFitness.code(wanted));
    // One that is not known fits no key, and is never used.
    MacAlgorithm algorithm =
        Arrays.stream(MacAlgorithm.values())
            .filter(known -> known.name().equals(wanted))
            .findFirst()
            .orElse(MacAlgorithm.HMAC_SHA_256);
    return new GenerateMac.Command(call.key(), use, algorithm, message, false);
  }

  private static JsonObject named(KmsKey key, GenerateMac.Command command) {
    return of(key).put("mac_algorithm", command.algorithm().name());
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
