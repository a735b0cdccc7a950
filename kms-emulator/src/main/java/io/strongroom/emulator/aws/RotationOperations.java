package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.RotationRules;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Families;
import io.strongroom.emulator.service.Rotations;
import io.strongroom.emulator.store.KeyStore;
import io.strongroom.emulator.store.StoredMaterial;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rotation, automatic and on demand. */
@ApplicationScoped
class RotationOperations implements OperationGroup {

  private final KeyAccess access;
  private final KeyStore keys;
  private final Rotations rotations;
  private final Families families;

  RotationOperations(KeyAccess access, KeyStore keys, Rotations rotations, Families families) {
    this.families = families;
    this.access = access;
    this.keys = keys;
    this.rotations = rotations;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.silent("EnableKeyRotation", Quota.CHANGE_15, this::enable),
        Operation.silent("DisableKeyRotation", Quota.CHANGE_5, this::disable),
        Operation.answering("GetKeyRotationStatus", Quota.READ_ROTATION, this::status),
        Operation.answering("RotateKeyOnDemand", Quota.CHANGE_5, this::rotate),
        Operation.answering("ListKeyRotations", Quota.LIST_OF_KEY, this::list));
  }

  private Uni<?> enable(AwsCall call) {
    Members members = call.members();
    Optional<Integer> period =
        members.number(
            "RotationPeriodInDays",
            RotationRules.MIN_PERIOD_IN_DAYS,
            RotationRules.MAX_PERIOD_IN_DAYS);
    return access.permitted(call, members).chain(key -> rotations.enable(key, period));
  }

  private Uni<?> disable(AwsCall call) {
    return access
        .permitted(call, call.members())
        .chain(key -> keys.change(key.arn(), RotationRules::disable));
  }

  private Uni<JsonObject> status(AwsCall call) {
    return access
        .permitted(call, call.members())
        .invoke(RotationRules::requireRotatable)
        .chain(
            key ->
                families
                    .of(key)
                    .chain(family -> keys.find(family.primary()))
                    .map(primary -> status(key, primary.orElse(key))));
  }

  // AWS: rotation rests while deletion is pending, and is then shown as off.
  private static JsonObject status(KmsKey key, KmsKey primary) {
    boolean on = primary.rotation().periodInDays().isPresent() && !key.state().isBeforeDeletion();
    JsonObject json =
        new JsonObject().put("KeyId", key.arn().keyId()).put("KeyRotationEnabled", on);
    if (on) {
      primary.rotation().periodInDays().ifPresent(days -> json.put("RotationPeriodInDays", days));
      primary
          .rotation()
          .next()
          .ifPresent(next -> json.put("NextRotationDate", KeyJson.timestamp(next)));
    }
    return json;
  }

  private Uni<JsonObject> rotate(AwsCall call) {
    return access
        .permitted(call, call.members())
        .chain(key -> rotations.onDemand(key))
        .map(key -> new JsonObject().put("KeyId", key.arn().toString()));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    boolean all =
        members
            .oneOf("IncludeKeyMaterial", List.of("ALL_KEY_MATERIAL", "ROTATIONS_ONLY"))
            .equals(Optional.of("ALL_KEY_MATERIAL"));
    return access
        .permitted(call, members)
        .invoke(RotationRules::requireRotatable)
        .chain(key -> keys.materialsOf(key.arn()).map(found -> page(paging, key, found, all)));
  }

  private static JsonObject page(
      Paging paging, KmsKey key, List<StoredMaterial> materials, boolean all) {
    List<StoredMaterial> shown =
        materials.stream()
            .filter(material -> all || material.rotationType().isPresent())
            .dropWhile(material -> !isBehind(material, paging, materials))
            .limit(paging.wanted())
            .toList();
    return paging.page(
        "Rotations", shown, material -> rotation(key, material), m -> m.wrapped().id().hex());
  }

  // Rotations are listed by time; the marker names the last one shown.
  private static boolean isBehind(
      StoredMaterial material, Paging paging, List<StoredMaterial> materials) {
    List<String> ids = materials.stream().map(m -> m.wrapped().id().hex()).toList();
    return ids.indexOf(material.wrapped().id().hex()) > ids.indexOf(paging.after());
  }

  private static JsonObject rotation(KmsKey key, StoredMaterial material) {
    boolean current = key.currentMaterial().equals(Optional.of(material.wrapped().id()));
    JsonObject json =
        new JsonObject()
            .put("KeyId", key.arn().keyId())
            .put("KeyMaterialId", material.wrapped().id().hex())
            .put("KeyMaterialState", current ? "CURRENT" : "NON_CURRENT");
    material
        .rotationType()
        .ifPresent(
            type ->
                json.put("RotationDate", KeyJson.timestamp(material.created()))
                    .put("RotationType", type));
    return json;
  }
}
