package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.RotationRules;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Rotations;
import io.strongroom.emulator.store.KeyStore;
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

  private final DewKeys finder;
  private final KeyStore keys;
  private final Rotations rotations;

  DewRotationOperations(DewKeys finder, KeyStore keys, Rotations rotations) {
    this.finder = finder;
    this.keys = keys;
    this.rotations = rotations;
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
    return finder
        .rotatable(call, "kms:EnableKeyRotation")
        .invoke(
            key -> {
              if (key.rotation().periodInDays().isPresent()) {
                throw DewRefusal.of("KMS.2901", "Rotation is on already.");
              }
            })
        .chain(key -> rotations.enable(key, Optional.of(MAX_INTERVAL_IN_DAYS)))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> disable(DewCall call) {
    return finder
        .rotatable(call, "kms:DisableKeyRotation")
        .invoke(DewRotationOperations::requireOn)
        .chain(key -> keys.change(key.arn(), RotationRules::disable))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> interval(DewCall call) {
    int days =
        call.input()
            .number("rotation_interval", MIN_INTERVAL_IN_DAYS, MAX_INTERVAL_IN_DAYS, "KMS.3001")
            .orElseThrow(() -> DewRefusal.missing("rotation_interval"));
    return finder
        .rotatable(call, "kms:EnableKeyRotation")
        .invoke(DewRotationOperations::requireOn)
        .chain(key -> rotations.enable(key, Optional.of(days)))
        .map(key -> new JsonObject());
  }

  private Uni<JsonObject> status(DewCall call) {
    return finder
        .permitted(call, "kms:GetKeyRotationStatus")
        .chain(key -> keys.materialsOf(key.arn()).map(found -> status(key, found)));
  }

  private static JsonObject status(KmsKey key, List<StoredMaterial> materials) {
    List<StoredMaterial> rotated =
        materials.stream().filter(material -> material.rotationType().isPresent()).toList();
    String last = rotated.isEmpty() ? "" : DewJson.millis(rotated.getLast().created());
    return new JsonObject()
        .put("key_rotation_enabled", key.rotation().periodInDays().isPresent())
        .put("rotation_interval", key.rotation().periodInDays().orElse(MAX_INTERVAL_IN_DAYS))
        .put("last_rotation_time", last)
        .put("number_of_rotations", rotated.size());
  }

  private Uni<JsonObject> rotate(DewCall call) {
    return finder
        .rotatable(call, "kms:RotateKeyOnDemand")
        .chain(rotations::onDemand)
        .map(key -> new JsonObject().put("key_id", key.arn().keyId()));
  }

  private static void requireOn(KmsKey key) {
    if (key.rotation().periodInDays().isEmpty()) {
      throw DewRefusal.of("KMS.0324", "Rotation is not enabled.");
    }
  }
}
