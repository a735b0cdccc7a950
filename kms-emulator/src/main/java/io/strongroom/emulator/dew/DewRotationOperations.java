package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.DisableKeyRotation;
import io.strongroom.emulator.operation.EnableKeyRotation;
import io.strongroom.emulator.operation.GetKeyRotationStatus;
import io.strongroom.emulator.operation.KeyDemand;
import io.strongroom.emulator.operation.RotateKeyOnDemand;
import io.strongroom.emulator.store.StoredMaterial;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rotation. */
@ApplicationScoped
class DewRotationOperations implements DewOperationGroup {

  private static final int MIN_INTERVAL_IN_DAYS = 30;
  private static final int MAX_INTERVAL_IN_DAYS = 365;
  private static final KeyDemand OFF =
      DewFitness.ROTATING.and(
          DewFitness.of(
              key -> key.rotation().periodInDays().isEmpty(),
              "KMS.2901",
              "Rotation is on already."));
  private static final KeyDemand ON =
      DewFitness.ROTATING.and(
          DewFitness.of(
              key -> key.rotation().periodInDays().isPresent(),
              "KMS.0324",
              "Rotation is not enabled."));

  private final EnableKeyRotation enable;
  private final DisableKeyRotation disable;
  private final GetKeyRotationStatus status;
  private final RotateKeyOnDemand rotate;

  DewRotationOperations(
      EnableKeyRotation enable,
      DisableKeyRotation disable,
      GetKeyRotationStatus status,
      RotateKeyOnDemand rotate) {
    this.enable = enable;
    this.disable = disable;
    this.status = status;
    this.rotate = rotate;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("enable-key-rotation", Quota.DEW_LIFECYCLE, this::enable),
        new DewOperation("disable-key-rotation", Quota.DEW_LIFECYCLE, this::disable),
        new DewOperation("update-key-rotation-interval", Quota.DEW_LIFECYCLE, this::interval),
        new DewOperation("get-key-rotation-status", Quota.DEW_READ, this::status),
        new DewOperation("rotate-on-demand", Quota.DEW_LIFECYCLE, this::rotate));
  }

  private Uni<JsonObject> enable(DewCall call) {
    return enable
        .execute(
            call.call(),
            new EnableKeyRotation.Command(call.target(OFF), Optional.of(MAX_INTERVAL_IN_DAYS)))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> disable(DewCall call) {
    return disable
        .execute(call.call(), new DisableKeyRotation.Command(call.target(ON)))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> interval(DewCall call) {
    int days =
        call.input()
            .number("rotation_interval", MIN_INTERVAL_IN_DAYS, MAX_INTERVAL_IN_DAYS, "KMS.3001")
            .orElseThrow(() -> DewRefusal.missing("rotation_interval"));
    return enable
        .execute(call.call(), new EnableKeyRotation.Command(call.target(ON), Optional.of(days)))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> status(DewCall call) {
    return status
        .execute(call.call(), new GetKeyRotationStatus.Command(call.target(KeyDemand.ANY), true))
        .map(found -> status(found.primary(), found.materials()));
  }

  private static JsonObject status(KmsKey key, List<StoredMaterial> materials) {
    List<StoredMaterial> rotated =
        materials.stream()
            .filter(material -> material.rotationType().isPresent() && !material.isPending())
            .toList();
    String last = rotated.isEmpty() ? "" : DewJson.millis(rotated.getLast().created());
    return new JsonObject()
        .put("key_rotation_enabled", key.rotation().periodInDays().isPresent())
        .put("rotation_interval", key.rotation().periodInDays().orElse(MAX_INTERVAL_IN_DAYS))
        .put("last_rotation_time", last)
        .put("number_of_rotations", rotated.size());
  }

  private Uni<JsonObject> rotate(DewCall call) {
    return rotate
        .execute(call.call(), new RotateKeyOnDemand.Command(call.target(DewFitness.ROTATING)))
        .map(key -> new JsonObject().put("key_id", key.arn().keyId()));
  }
}
