package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.GenerateMac;
import io.strongroom.emulator.operation.KeyUse;
import io.strongroom.emulator.operation.VerifyMac;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** GenerateMac and VerifyMac. */
@ApplicationScoped
class MacOperations implements AwsOperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final int MAX_MAC_IN_BYTES = 6144;
  private static final List<String> ALGORITHMS =
      Arrays.stream(MacAlgorithm.values())
          .filter(algorithm -> algorithm != MacAlgorithm.HMAC_SM3)
          .map(Enum::name)
          .toList();

  private final GenerateMac generate;
  private final VerifyMac verify;

  MacOperations(GenerateMac generate, VerifyMac verify) {
    this.generate = generate;
    this.verify = verify;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("GenerateMac", Quota.SYMMETRIC, this::generate),
        AwsOperation.answering("VerifyMac", Quota.SYMMETRIC, this::verify));
  }

  private static GenerateMac.Command read(AwsCall call, Members members) {
    String algorithm = members.requiredOneOf("MacAlgorithm", ALGORITHMS);
    KeyReference key = AwsCall.keyOrAlias(members);
    byte[] message = members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES);
    KeyUse use =
        KeyUse.of(call.action())
            .withTokens(CryptoInput.grantTokens(members))
            .demanding(Fitness.algorithm(call, KeyUsage.GENERATE_VERIFY_MAC, algorithm));
    boolean dryRun = members.flag("DryRun");
    return new GenerateMac.Command(
        key, use, algorithm(algorithm), SecretBytes.adopt(message), dryRun);
  }

  // One that is not known has been noted, and is never used.
  private static MacAlgorithm algorithm(String name) {
    return ALGORITHMS.contains(name) ? MacAlgorithm.valueOf(name) : MacAlgorithm.HMAC_SHA_256;
  }

  private Uni<JsonObject> generate(AwsCall call) {
    Members members = call.members();
    GenerateMac.Command command = read(call, members);
    members.check();
    return generate
        .execute(call.call(), command)
        .map(made -> reply(made.key(), command).put("Mac", Base64Text.of(made.mac())));
  }

  private Uni<JsonObject> verify(AwsCall call) {
    Members members = call.members();
    GenerateMac.Command command = read(call, members);
    SecretBytes given = SecretBytes.adopt(members.requiredBlob("Mac", 1, MAX_MAC_IN_BYTES));
    members.check();
    return verify
        .execute(call.call(), new VerifyMac.Command(command, given))
        .map(
            found -> {
              if (!found.valid()) {
                throw KmsRefusal.silent(KmsError.INVALID_MAC);
              }
              return reply(found.key(), command).put("MacValid", true);
            });
  }

  private static JsonObject reply(KmsKey key, GenerateMac.Command command) {
    return new JsonObject()
        .put("KeyId", key.arn().toString())
        .put("MacAlgorithm", command.algorithm().name());
  }
}
