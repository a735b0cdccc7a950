package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm.Form;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.KeyUse;
import io.strongroom.emulator.operation.Sign;
import io.strongroom.emulator.operation.Verify;
import io.strongroom.emulator.service.Signatures;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Sign and Verify. */
@ApplicationScoped
class SigningOperations implements AwsOperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final int MAX_SIGNATURE_IN_BYTES = 6144;
  private static final List<String> ALGORITHMS =
      Arrays.stream(SigningAlgorithm.values()).map(Enum::name).toList();

  private final Sign sign;
  private final Verify verify;

  SigningOperations(Sign sign, Verify verify) {
    this.sign = sign;
    this.verify = verify;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("Sign", Quota.RSA, this::sign),
        AwsOperation.answering("Verify", Quota.RSA, this::verify));
  }

  /** The members that Sign and Verify share. */
  private record Input(String algorithm, Sign.Command command) {

    static Input read(AwsCall call, Members members) {
      String algorithm = members.oneOf("SigningAlgorithm", ALGORITHMS).orElse("");
      if (!members.has("SigningAlgorithm")) {
        members.missing("SigningAlgorithm");
      }
      KeyReference key = AwsCall.keyOrAlias(members);
      String type =
          members.oneOf("MessageType", List.of("RAW", "DIGEST", "EXTERNAL_MU")).orElse("RAW");
      byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
      KeyUse use =
          KeyUse.of(call.action())
              .withTokens(CryptoInput.grantTokens(members))
              .demanding(Fitness.algorithm(call, KeyUsage.SIGN_VERIFY, algorithm));
      boolean dryRun = members.flag("DryRun");
      return new Input(
          algorithm, new Sign.Command(key, use, () -> content(algorithm, type, message), dryRun));
    }

    JsonObject reply(KmsKey key) {
      return new JsonObject().put("KeyId", key.arn().toString()).put("SigningAlgorithm", algorithm);
    }

    private static Signatures.Content content(String algorithm, String type, byte[] message) {
      SigningAlgorithm chosen = SigningAlgorithm.valueOf(algorithm);
      Optional<Form> form =
          chosen.forms().stream().filter(known -> known.name().equals(type)).findFirst();
      if (form.isEmpty()) {
        throw KmsRefusal.invalid(
            "MessageType " + type + " is not supported by algorithm " + algorithm + ".");
      }
      if (form.get() != Form.RAW && message.length != chosen.digestSizeInBytes()) {
        throw KmsRefusal.invalid("Digest is invalid length for algorithm " + algorithm + ".");
      }
      return new Signatures.Content(chosen, form.get(), message);
    }
  }

  private Uni<JsonObject> sign(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(call, members);
    members.check();
    return sign.execute(call.call(), input.command())
        .map(made -> input.reply(made.key()).put("Signature", Base64Text.of(made.signature())));
  }

  private Uni<JsonObject> verify(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(call, members);
    SecretBytes signature =
        SecretBytes.adopt(members.requiredBlob("Signature", 1, MAX_SIGNATURE_IN_BYTES));
    members.check();
    return verify
        .execute(call.call(), new Verify.Command(input.command(), signature))
        .map(
            found -> {
              if (!found.valid()) {
                throw KmsRefusal.silent(KmsError.INVALID_SIGNATURE);
              }
              return input.reply(found.key()).put("SignatureValid", true);
            });
  }
}
