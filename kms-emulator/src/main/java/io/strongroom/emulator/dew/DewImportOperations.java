package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.WrappingAlgorithm;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.DeleteImportedKeyMaterial;
import io.strongroom.emulator.operation.GetParametersForImport;
import io.strongroom.emulator.operation.ImportKeyMaterial;
import io.strongroom.emulator.operation.KeyDemand;
import io.strongroom.emulator.service.Imports;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Key material from outside. */
@ApplicationScoped
class DewImportOperations implements DewOperationGroup {

  private static final KeyDemand AWAITING =
      DewFitness.EXTERNAL.and(
          DewFitness.of(
              key -> key.state() == KeyState.PENDING_IMPORT,
              "KMS.0310",
              "The key is not pending import."));

  private final GetParametersForImport parameters;
  private final ImportKeyMaterial accept;
  private final DeleteImportedKeyMaterial delete;
  private final KmsClock clock;

  DewImportOperations(
      GetParametersForImport parameters,
      ImportKeyMaterial accept,
      DeleteImportedKeyMaterial delete,
      KmsClock clock) {
    this.parameters = parameters;
    this.accept = accept;
    this.delete = delete;
    this.clock = clock;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("get-parameters-for-import", Quota.DEW_LIFECYCLE, this::parameters),
        new DewOperation("import-key-material", Quota.DEW_LIFECYCLE, this::accept),
        new DewOperation("delete-imported-key-material", Quota.DEW_LIFECYCLE, this::delete));
  }

  private Uni<JsonObject> parameters(DewCall call) {
    String algorithm = call.input().required("wrapping_algorithm");
    return parameters
        .execute(
            call.call(),
            new GetParametersForImport.Command(
                call.target(DewFitness.EXTERNAL), key -> wrapping(algorithm, key), kind(algorithm)))
        .map(
            made ->
                new JsonObject()
                    .put("key_id", call.input().required("key_id"))
                    .put("import_token", base64(made.offer().parameters().token()))
                    .put("expiration_time", made.offer().validTo().getEpochSecond())
                    .put("public_key", base64(made.offer().parameters().publicKey())));
  }

  private static KeyPairKind kind(String algorithm) {
    return switch (algorithm) {
      case "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256" -> KeyPairKind.RSA_2048;
      case "SM2_ENCRYPT" -> KeyPairKind.SM2;
      default -> throw DewRefusal.invalid("wrapping_algorithm");
    };
  }

  // DEW: a private key comes under an AES key of its own, which comes under the wrapping key.
  private static WrappingAlgorithm wrapping(String algorithm, KmsKey key) {
    boolean pair = key.type().spec().use() instanceof KeySpec.Use.Pairs;
    return switch (algorithm) {
      case "RSAES_OAEP_SHA_1" ->
          pair ? WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_1 : WrappingAlgorithm.RSAES_OAEP_SHA_1;
      case "RSAES_OAEP_SHA_256" ->
          pair ? WrappingAlgorithm.RSA_AES_KEY_WRAP_SHA_256 : WrappingAlgorithm.RSAES_OAEP_SHA_256;
      default -> {
        if (pair) {
          throw DewRefusal.invalid("wrapping_algorithm");
        }
        yield WrappingAlgorithm.SM2PKE;
      }
    };
  }

  private Uni<JsonObject> accept(DewCall call) {
    DewInput input = call.input();
    byte[] token = input.base64("import_token");
    byte[] wrapped =
        input
            .text("encrypted_privatekey")
            .filter(text -> !text.isEmpty())
            .map(text -> joined(input.base64("encrypted_key_material"), input))
            .orElseGet(() -> input.base64("encrypted_key_material"));
    Optional<Instant> expires = input.text("expiration_time").flatMap(this::time);
    return accept
        .execute(
            call.call(),
            new ImportKeyMaterial.Command(
                call.target(AWAITING),
                () ->
                    new Imports.Delivery(
                        token,
                        wrapped,
                        new Imports.Terms(Optional.empty(), Optional.empty(), "", expires))))
        .map(done -> new JsonObject());
  }

  private static byte[] joined(byte[] first, DewInput input) {
    byte[] second = input.base64("encrypted_privatekey");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private Optional<Instant> time(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant date = Instant.ofEpochSecond(Long.parseLong(text));
      if (date.isAfter(clock.instant())) {
        return Optional.of(date);
      }
    } catch (NumberFormatException | DateTimeException e) {
      // The same answer as for a time that is over.
    }
    throw DewRefusal.invalid("expiration_time");
  }

  private Uni<JsonObject> delete(DewCall call) {
    return delete
        .execute(
            call.call(),
            new DeleteImportedKeyMaterial.Command(
                call.target(DewFitness.EXTERNAL), Optional.empty()))
        .map(done -> new JsonObject());
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
