package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.WrappingAlgorithm;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.DeleteImportedKeyMaterial;
import io.strongroom.emulator.operation.GetParametersForImport;
import io.strongroom.emulator.operation.ImportKeyMaterial;
import io.strongroom.emulator.operation.Target;
import io.strongroom.emulator.service.Imports;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial. */
@ApplicationScoped
class ImportOperations implements AwsOperationGroup {

  private static final int MAX_BLOB_IN_BYTES = 6144;
  private static final Duration MAX_LIFE = Duration.ofDays(365);
  private static final String NEW = "NEW_KEY_MATERIAL";
  private static final String EXPIRES = "KEY_MATERIAL_EXPIRES";
  private static final String RETIRED_ALGORITHM = "RSAES_PKCS1_V1_5";
  private static final List<String> ALGORITHMS =
      List.of(
          RETIRED_ALGORITHM,
          "RSAES_OAEP_SHA_1",
          "RSAES_OAEP_SHA_256",
          "RSA_AES_KEY_WRAP_SHA_1",
          "RSA_AES_KEY_WRAP_SHA_256",
          "SM2PKE");
  private static final List<String> KEY_SPECS = List.of("RSA_2048", "RSA_3072", "RSA_4096", "SM2");

  private final GetParametersForImport parameters;
  private final ImportKeyMaterial accept;
  private final DeleteImportedKeyMaterial delete;
  private final KmsClock clock;

  ImportOperations(
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
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.answering("GetParametersForImport", Quota.IMPORT_PARAMETERS, this::parameters),
        AwsOperation.answering("ImportKeyMaterial", Quota.CHANGE_15, this::accept),
        AwsOperation.answering("DeleteImportedKeyMaterial", Quota.CHANGE_15, this::delete));
  }

  private Uni<JsonObject> parameters(AwsCall call) {
    Members members = call.members();
    String algorithm = members.requiredOneOf("WrappingAlgorithm", ALGORITHMS);
    String spec = members.requiredOneOf("WrappingKeySpec", KEY_SPECS);
    Target target = Target.of(AwsCall.onlyKey(members));
    return parameters
        .execute(
            call.call(),
            new GetParametersForImport.Command(
                target, key -> algorithm(algorithm, spec), KeyPairKind.valueOf(spec)))
        .map(
            made ->
                new JsonObject()
                    .put("KeyId", made.key().arn().toString())
                    .put("ImportToken", Base64Text.of(made.offer().parameters().token()))
                    .put("PublicKey", Base64Text.of(made.offer().parameters().publicKey()))
                    .put("ParametersValidTo", KeyJson.timestamp(made.offer().validTo())));
  }

  // AWS ended RSAES_PKCS1_V1_5 in October 2023: its padding can be used as an oracle.
  private static WrappingAlgorithm algorithm(String name, String spec) {
    if (name.equals(RETIRED_ALGORITHM)) {
      throw KmsRefusal.of(
          KmsError.UNSUPPORTED_OPERATION,
          "The wrapping algorithm RSAES_PKCS1_V1_5 is no longer supported.");
    }
    WrappingAlgorithm algorithm = WrappingAlgorithm.valueOf(name);
    if (!algorithm.fits(KeyPairKind.valueOf(spec))) {
      throw KmsRefusal.invalid(
          "The wrapping algorithm " + name + " is not compatible with wrapping key spec " + spec);
    }
    return algorithm;
  }

  private Uni<JsonObject> accept(AwsCall call) {
    Members members = call.members();
    byte[] token = members.requiredBlob("ImportToken", 1, MAX_BLOB_IN_BYTES);
    byte[] wrapped = members.requiredBlob("EncryptedKeyMaterial", 1, MAX_BLOB_IN_BYTES);
    Optional<Instant> validTo = members.time("ValidTo");
    String model =
        members
            .oneOf("ExpirationModel", List.of(EXPIRES, "KEY_MATERIAL_DOES_NOT_EXPIRE"))
            .orElse(EXPIRES);
    Optional<Imports.Kind> kind = kind(members);
    String description = members.text("KeyMaterialDescription", 0, 256).orElse("");
    Optional<MaterialId> expected = materialId(members);
    Target target = Target.of(AwsCall.onlyKey(members));
    return accept
        .execute(
            call.call(),
            new ImportKeyMaterial.Command(
                target,
                () ->
                    new Imports.Delivery(
                        token,
                        wrapped,
                        new Imports.Terms(expected, kind, description, expires(model, validTo)))))
        .map(taken -> reply(taken.key(), Optional.of(taken.material())));
  }

  private static Optional<Imports.Kind> kind(Members members) {
    return members
        .oneOf("ImportType", List.of(NEW, "EXISTING_KEY_MATERIAL"))
        .map(given -> given.equals(NEW) ? Imports.Kind.NEW : Imports.Kind.EXISTING);
  }

  private static Optional<MaterialId> materialId(Members members) {
    return members.matching("KeyMaterialId", "[a-f0-9]{64}", "^[a-f0-9]+$").map(MaterialId::new);
  }

  private Optional<Instant> expires(String model, Optional<Instant> validTo) {
    if (!model.equals(EXPIRES)) {
      return Optional.empty();
    }
    Instant date =
        validTo.orElseThrow(
            () ->
                KmsRefusal.invalid(
                    "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"));
    Instant now = clock.instant();
    if (!date.isAfter(now) || date.isAfter(now.plus(MAX_LIFE))) {
      throw KmsRefusal.invalid("The validTo date must be in the future, 365 days at most.");
    }
    return Optional.of(date);
  }

  private Uni<JsonObject> delete(AwsCall call) {
    Members members = call.members();
    Optional<MaterialId> expected = materialId(members);
    Target target = Target.of(AwsCall.onlyKey(members));
    return delete
        .execute(call.call(), new DeleteImportedKeyMaterial.Command(target, expected))
        .map(gone -> reply(gone.key(), gone.material()));
  }

  private static JsonObject reply(KmsKey key, Optional<MaterialId> material) {
    JsonObject reply = new JsonObject().put("KeyId", key.arn().toString());
    if (key.type().spec().isSymmetricEncryption()) {
      material.ifPresent(id -> reply.put("KeyMaterialId", id.hex()));
    }
    return reply;
  }
}
