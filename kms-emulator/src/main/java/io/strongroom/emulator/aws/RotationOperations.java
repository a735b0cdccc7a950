package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.RotationRules;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.DisableKeyRotation;
import io.strongroom.emulator.operation.EnableKeyRotation;
import io.strongroom.emulator.operation.GetKeyRotationStatus;
import io.strongroom.emulator.operation.ListKeyRotations;
import io.strongroom.emulator.operation.RotateKeyOnDemand;
import io.strongroom.emulator.operation.Target;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Rotation, automatic and on demand. */
@ApplicationScoped
class RotationOperations implements AwsOperationGroup {

  private final EnableKeyRotation enable;
  private final DisableKeyRotation disable;
  private final GetKeyRotationStatus status;
  private final RotateKeyOnDemand rotate;
  private final ListKeyRotations list;

  RotationOperations(
      EnableKeyRotation enable,
      DisableKeyRotation disable,
      GetKeyRotationStatus status,
      RotateKeyOnDemand rotate,
      ListKeyRotations list) {
    this.enable = enable;
    this.disable = disable;
    this.status = status;
    this.rotate = rotate;
    this.list = list;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.silent("EnableKeyRotation", Quota.CHANGE_15, this::enable),
        AwsOperation.silent("DisableKeyRotation", Quota.CHANGE_5, this::disable),
        AwsOperation.answering("GetKeyRotationStatus", Quota.READ_ROTATION, this::status),
        AwsOperation.answering("RotateKeyOnDemand", Quota.CHANGE_5, this::rotate),
        AwsOperation.answering("ListKeyRotations", Quota.LIST_OF_KEY, this::list));
  }

  private Uni<?> enable(AwsCall call) {
    Members members = call.members();
    Optional<Integer> period =
        members.number(
            "RotationPeriodInDays",
            RotationRules.MIN_PERIOD_IN_DAYS,
            RotationRules.MAX_PERIOD_IN_DAYS);
    Target target = Target.of(AwsCall.onlyKey(members));
    return enable.execute(call.call(), new EnableKeyRotation.Command(target, period));
  }

  private Uni<?> disable(AwsCall call) {
    Target target = Target.of(AwsCall.onlyKey(call.members()));
    return disable.execute(call.call(), new DisableKeyRotation.Command(target));
  }

  private Uni<JsonObject> status(AwsCall call) {
    Target target = new Target(AwsCall.onlyKey(call.members()), RotationRules::requireRotatable);
    return status
        .execute(call.call(), new GetKeyRotationStatus.Command(target, false))
        .map(found -> status(found.key(), found.primary()));
  }

  // AWS: rotation rests while deletion is pending, and is then shown as off.
  private static JsonObject status(KmsKey key, KmsKey primary) {
    boolean on = primary.rotation().periodInDays().isPresent() && !key.state().isBeforeDeletion();
    JsonObject json =
        new JsonObject().put("KeyId", key.arn().toString()).put("KeyRotationEnabled", on);
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
    Target target = Target.of(AwsCall.onlyKey(call.members()));
    return rotate
        .execute(call.call(), new RotateKeyOnDemand.Command(target))
        .map(key -> new JsonObject().put("KeyId", key.arn().toString()));
  }

  private Uni<JsonObject> list(AwsCall call) {
    Members members = call.members();
    Paging paging = Paging.read(call, members, 100, 1000);
    boolean all =
        members
            .oneOf("IncludeKeyMaterial", List.of("ALL_KEY_MATERIAL", "ROTATIONS_ONLY"))
            .equals(Optional.of("ALL_KEY_MATERIAL"));
    Target target = new Target(AwsCall.onlyKey(members), RotationRules::requireRotatableOnDemand);
    return list.execute(call.call(), new ListKeyRotations.Command(target))
        .map(found -> RotationJson.page(paging, found, all));
  }
}
