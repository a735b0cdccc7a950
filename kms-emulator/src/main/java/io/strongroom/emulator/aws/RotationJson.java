package io.strongroom.emulator.aws;

import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.operation.ListKeyRotations;
import io.strongroom.emulator.store.StoredMaterial;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Generations of a key's material as JSON. */
final class RotationJson {

  private RotationJson() {}

  /**
   * A page of ListKeyRotations.
   *
   * @param all whether to show material that no rotation made
   */
  static JsonObject page(Paging paging, ListKeyRotations.Result found, boolean all) {
    List<StoredMaterial> materials = found.materials();
    Optional<MaterialId> current = current(materials);
    List<StoredMaterial> shown =
        materials.stream()
            .filter(material -> all || isOfRotation(material))
            .dropWhile(material -> !isBehind(material, paging, materials))
            .limit(paging.wanted())
            .toList();
    return paging.page(
        "Rotations",
        shown,
        material -> rotation(found.key(), current, material),
        material -> material.wrapped().id().hex());
  }

  private static boolean isOfRotation(StoredMaterial material) {
    return material.rotationType().isPresent() && !material.isPending();
  }

  // The newest that was ever in use, also while it is gone.
  private static Optional<MaterialId> current(List<StoredMaterial> materials) {
    return materials.stream()
        .filter(material -> !material.isPending())
        .reduce((older, newer) -> newer)
        .map(material -> material.wrapped().id());
  }

  // Rotations are listed by time; the marker names the last one shown.
  private static boolean isBehind(
      StoredMaterial material, Paging paging, List<StoredMaterial> materials) {
    List<String> ids = materials.stream().map(m -> m.wrapped().id().hex()).toList();
    return ids.indexOf(material.wrapped().id().hex()) > ids.indexOf(paging.after());
  }

  private static String state(Optional<MaterialId> current, StoredMaterial material) {
    if (material.isPending()) {
      return "PENDING_ROTATION";
    }
    return current.equals(Optional.of(material.wrapped().id())) ? "CURRENT" : "NON_CURRENT";
  }

  private static void describe(
      JsonObject json, StoredMaterial material, StoredMaterial.Imported imported) {
    json.put("ImportState", material.isPresent() ? "IMPORTED" : "PENDING_IMPORT");
    if (!imported.description().isEmpty()) {
      json.put("KeyMaterialDescription", imported.description());
    }
    if (material.isPresent()) {
      json.put("ExpirationModel", KeyJson.expirationModel(imported.expires()));
      imported.expires().ifPresent(date -> json.put("ValidTo", KeyJson.timestamp(date)));
    }
  }

  private static JsonObject rotation(
      KmsKey key, Optional<MaterialId> current, StoredMaterial material) {
    JsonObject json =
        new JsonObject()
            .put("KeyId", key.arn().keyId())
            .put("KeyMaterialId", material.wrapped().id().hex())
            .put("KeyMaterialState", state(current, material));
    material.imported().ifPresent(imported -> describe(json, material, imported));
    material
        .rotationType()
        .filter(type -> !material.isPending())
        .ifPresent(
            type ->
                json.put("RotationDate", KeyJson.timestamp(material.created()))
                    .put("RotationType", type));
    return json;
  }
}
