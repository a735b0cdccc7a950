package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm.Form;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Signatures;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sign and Verify. */
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
        Operation.answering("Verify", Quota.RSA, this::verify));
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
          members.oneOf("MessageType", List.of("RAW", "DIGEST", "EXTERNAL_MU")).orElse("RAW"),
          CryptoInput.grantTokens(members),
          members.flag("DryRun"));
    }

    Signatures.Content content(byte[] message) {
      SigningAlgorithm chosen = SigningAlgorithm.valueOf(algorithm);
      Optional<Form> form =
          chosen.forms().stream().filter(known -> known.name().equals(type)).findFirst();
      if (form.isEmpty()) {
        throw KmsRefusal.invalid(
            "MessageType " + type + " is not supported by algorithm " + algorithm + ".");
      }
      if (form.get() == Form.DIGEST && message.length != chosen.digestSizeInBytes()) {
        throw KmsRefusal.invalid("Digest is invalid length for algorithm " + algorithm + ".");
      }
      return new Signatures.Content(chosen, form.get(), message);
    }
  }

  private record Request(KmsKey key, Signatures.Content content) {}

  private Uni<JsonObject> sign(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
    members.check();
    return fit(call, input)
        .map(key -> new Request(key, input.content(message)))
        .invoke(() -> DryRun.stop(input.dryRun()))
        .chain(
            request ->
                signatures
                    .sign(request.key(), request.content())
                    .map(
                        signature ->
                            reply(request.key(), input)
                                .put("Signature", Base64Text.of(signature))));
  }

  private Uni<JsonObject> verify(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
    byte[] signature = members.requiredBlob("Signature", 1, MAX_SIGNATURE_IN_BYTES);
    members.check();
    return fit(call, input)
        .map(key -> new Request(key, input.content(message)))
        .chain(
            request ->
                signatures
                    .verify(request.key(), request.content(), signature)
                    .map(
                        valid -> {
                          if (!valid) {
                            throw KmsRefusal.silent(KmsError.INVALID_SIGNATURE);
                          }
                          DryRun.stop(input.dryRun());
                          return reply(request.key(), input).put("SignatureValid", true);
                        }));
  }

  private Uni<KmsKey> fit(AwsCall call, Input input) {
    return keys.usableFor(call, input.keyId(), KeyUsage.SIGN_VERIFY, input.tokens())
        .invoke(key -> KeyAlgorithms.require(key, input.algorithm()));
  }

  private static JsonObject reply(KmsKey key, Input input) {
    return new JsonObject()
        .put("KeyId", key.arn().toString())
        .put("SigningAlgorithm", input.algorithm());
  }
}
