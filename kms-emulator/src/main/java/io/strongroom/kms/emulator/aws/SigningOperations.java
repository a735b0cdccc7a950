package io.strongroom.kms.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.crypto.SigningAlgorithm;
import io.strongroom.kms.emulator.key.KeySpec;
import io.strongroom.kms.emulator.key.KeyUsage;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.service.Signatures;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** Sign, Verify and GetPublicKey. */
@ApplicationScoped
class SigningOperations implements OperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final int MAX_SIGNATURE_IN_BYTES = 6144;
  private static final List<String> ALGORITHMS =
      Arrays.stream(SigningAlgorithm.values()).map(Enum::name).toList();

  private final CryptoKeys keys;
  private final Signatures signatures;

  SigningOperations(CryptoKeys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("Sign", Quota.RSA, this::sign),
        Operation.answering("Verify", Quota.RSA, this::verify),
        Operation.answering("GetPublicKey", Quota.DESCRIBE, this::publicKey));
  }

  /** Members that Sign and Verify share. */
  private record Input(
      String keyId, String algorithm, String type, List<String> tokens, boolean dryRun) {

    static Input read(Members members) {
      String algorithm = members.oneOf("SigningAlgorithm", ALGORITHMS).orElse("");
      if (!members.has("SigningAlgorithm")) {
        members.missing("SigningAlgorithm");
      }
      return new Input(
          members.requiredText("KeyId", 1, 2048),
          algorithm,
          members.oneOf("MessageType", List.of("RAW", "DIGEST")).orElse("RAW"),
          CryptoInput.grantTokens(members),
          members.flag("DryRun"));
    }

    byte[] digest(byte[] message) {
      SigningAlgorithm chosen = SigningAlgorithm.valueOf(algorithm);
      if (type.equals("RAW")) {
        return chosen.digest(message);
      }
      if (message.length != chosen.digestSizeInBytes()) {
        throw KmsRefusal.invalid("Digest is invalid length for algorithm " + algorithm + ".");
      }
      return message;
    }
  }

  private Uni<JsonObject> sign(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
    members.check();
    return fit(call, input)
        .invoke(() -> DryRun.stop(input.dryRun()))
        .chain(
            key ->
                signatures
                    .sign(key, SigningAlgorithm.valueOf(input.algorithm()), input.digest(message))
                    .map(
                        signature -> reply(key, input).put("Signature", Base64Text.of(signature))));
  }

  private Uni<JsonObject> verify(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
    byte[] signature = members.requiredBlob("Signature", 1, MAX_SIGNATURE_IN_BYTES);
    members.check();
    return fit(call, input)
        .chain(
            key ->
                signatures
                    .verify(
                        key,
                        SigningAlgorithm.valueOf(input.algorithm()),
                        input.digest(message),
                        signature)
                    .map(
                        valid -> {
                          if (!valid) {
                            throw KmsRefusal.silent(KmsError.INVALID_SIGNATURE);
                          }
                          DryRun.stop(input.dryRun());
                          return reply(key, input).put("SignatureValid", true);
                        }));
  }

  private Uni<JsonObject> publicKey(AwsCall call) {
    Members members = call.members();
    String keyId = members.requiredText("KeyId", 1, 2048);
    List<String> tokens = CryptoInput.grantTokens(members);
    members.check();
    return keys.usableFor(call, keyId, KeyUsage.SIGN_VERIFY, tokens)
        .chain(
            key ->
                signatures
                    .publicKey(key)
                    .map(
                        encoded ->
                            new JsonObject()
                                .put("CustomerMasterKeySpec", key.type().spec().wireName())
                                .put("KeyId", key.arn().toString())
                                .put("KeySpec", key.type().spec().wireName())
                                .put("KeyUsage", key.type().usage().name())
                                .put("PublicKey", Base64Text.of(encoded))
                                .put("SigningAlgorithms", algorithms(key))));
  }

  private Uni<KmsKey> fit(AwsCall call, Input input) {
    return keys.usableFor(call, input.keyId(), KeyUsage.SIGN_VERIFY, input.tokens())
        .invoke(
            key -> {
              if (!algorithms(key).contains(input.algorithm())) {
                throw KmsRefusal.of(
                    KmsError.INVALID_KEY_USAGE,
                    "Algorithm "
                        + input.algorithm()
                        + " is incompatible with key spec "
                        + key.type().spec().wireName()
                        + ".");
              }
            });
  }

  private static JsonObject reply(KmsKey key, Input input) {
    return new JsonObject()
        .put("KeyId", key.arn().toString())
        .put("SigningAlgorithm", input.algorithm());
  }

  static JsonArray algorithms(KmsKey key) {
    JsonArray names = new JsonArray();
    if (key.type().spec().use() instanceof KeySpec.Use.Signatures(var kind)) {
      SigningAlgorithm.of(kind).forEach(algorithm -> names.add(algorithm.name()));
    }
    return names;
  }
}
