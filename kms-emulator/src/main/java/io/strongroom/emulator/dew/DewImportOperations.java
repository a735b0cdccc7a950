package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.WrappingAlgorithm;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Imports;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Key material from outside. */
@ApplicationScoped
class DewImportOperations implements DewOperationGroup {

  private final DewKeys finder;
  private final Imports imports;
  private final KmsClock clock;

  DewImportOperations(DewKeys finder, Imports imports, KmsClock clock) {
    this.finder = finder;
    this.imports = imports;
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
    return external(call, "kms:GetParametersForImport")
        .chain(key -> imports.offer(key, wrapping(algorithm, key), kind(algorithm)))
        .map(
            offer ->
                new JsonObject()
                    .put("key_id", call.input().required("key_id"))
                    .put("import_token", base64(offer.parameters().token()))
                    .put("expiration_time", offer.validTo().getEpochSecond())
                    .put("public_key", base64(offer.parameters().publicKey())));
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
    return external(call, "kms:ImportKeyMaterial")
        .invoke(
            key -> {
              if (key.state() != KeyState.PENDING_IMPORT) {
                throw DewRefusal.of("KMS.0310", "The key is not pending import.");
              }
            })
        .chain(
            key ->
                imports.accept(
                    key, new Imports.Delivery(token, wrapped, Optional.empty(), "", expires)))
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
    } catch (NumberFormatException | java.time.DateTimeException e) {
      // The same answer as for a time that is over.
    }
    throw DewRefusal.invalid("expiration_time");
  }

  private Uni<JsonObject> delete(DewCall call) {
    return external(call, "kms:DeleteImportedKeyMaterial")
        .chain(imports::delete)
        .map(done -> new JsonObject());
  }

  private Uni<KmsKey> external(DewCall call, String action) {
    return finder
        .changeable(call, action)
        .invoke(
            key -> {
              if (key.type().origin() != KeyOrigin.EXTERNAL) {
                throw DewRefusal.of("KMS.0309", "Only for keys with imported material.");
              }
            });
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
