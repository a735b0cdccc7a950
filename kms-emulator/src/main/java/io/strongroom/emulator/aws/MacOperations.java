package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Signatures;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/** GenerateMac and VerifyMac. */
@ApplicationScoped
class MacOperations implements OperationGroup {

  private static final int MAX_MESSAGE_IN_BYTES = 4096;
  private static final int MAX_MAC_IN_BYTES = 6144;
  private static final List<String> ALGORITHMS =
      Arrays.stream(MacAlgorithm.values())
          .filter(algorithm -> algorithm != MacAlgorithm.HMAC_SM3)
          .map(Enum::name)
          .toList();

  private final CryptoKeys keys;
  private final Signatures signatures;

  MacOperations(CryptoKeys keys, Signatures signatures) {
    this.keys = keys;
    this.signatures = signatures;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.answering("GenerateMac", Quota.SYMMETRIC, this::generate),
        Operation.answering("VerifyMac", Quota.SYMMETRIC, this::verify));
  }

  private record Input(
      String keyId, SecretBytes message, String algorithm, List<String> tokens, boolean dryRun) {

    static Input read(Members members) {
      if (!members.has("MacAlgorithm")) {
        members.missing("MacAlgorithm");
      }
      return new Input(
          members.requiredText("KeyId", 1, 2048),
          SecretBytes.adopt(members.requiredBlob("Message", 1, MAX_MESSAGE_IN_BYTES)),
          members.oneOf("MacAlgorithm", ALGORITHMS).orElse(""),
          CryptoInput.grantTokens(members),
          members.flag("DryRun"));
    }
  }

  private Uni<JsonObject> generate(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    members.check();
    return fit(call, input)
        .invoke(() -> DryRun.stop(input.dryRun()))
        .chain(key -> mac(key, input).map(mac -> reply(key, input).put("Mac", Base64Text.of(mac))));
  }

  private Uni<JsonObject> verify(AwsCall call) {
    Members members = call.members();
    Input input = Input.read(members);
    byte[] given = members.requiredBlob("Mac", 1, MAX_MAC_IN_BYTES);
    members.check();
    return fit(call, input)
        .chain(
            key ->
                mac(key, input)
                    .map(
                        mac -> {
                          if (!MessageDigest.isEqual(mac, given)) {
                            throw KmsRefusal.silent(KmsError.INVALID_MAC);
                          }
                          DryRun.stop(input.dryRun());
                          return reply(key, input).put("MacValid", true);
                        }));
  }

  private Uni<byte[]> mac(KmsKey key, Input input) {
    return signatures.mac(
        key, MacAlgorithm.valueOf(input.algorithm()), input.message().use(byte[]::clone));
  }

  private Uni<KmsKey> fit(AwsCall call, Input input) {
    return keys.usableFor(call, input.keyId(), KeyUsage.GENERATE_VERIFY_MAC, input.tokens())
        .invoke(key -> KeyAlgorithms.require(key, input.algorithm()));
  }

  private static JsonObject reply(KmsKey key, Input input) {
    return new JsonObject()
        .put("KeyId", key.arn().toString())
        .put("MacAlgorithm", input.algorithm());
  }
}
