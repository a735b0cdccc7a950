package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CancelKeyDeletion;
import io.strongroom.emulator.operation.DisableKey;
import io.strongroom.emulator.operation.EnableKey;
import io.strongroom.emulator.operation.KeyDemand;
import io.strongroom.emulator.operation.ScheduleKeyDeletion;
import io.strongroom.emulator.operation.UpdateKeyDescription;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** States of keys. */
@ApplicationScoped
class DewKeyOperations implements DewOperationGroup {

  private static final int MIN_WINDOW_IN_DAYS = 7;
  private static final int MAX_WINDOW_IN_DAYS = 1096;
  private static final KeyDemand DISABLED =
      DewFitness.of(
          key -> key.state() == KeyState.DISABLED, "KMS.1201", "The key is not disabled.");
  private static final KeyDemand ENABLED =
      DewFitness.of(key -> key.state() == KeyState.ENABLED, "KMS.1301", "The key is not enabled.");
  private static final KeyDemand NOT_PENDING =
      DewFitness.of(
          key -> !key.state().isBeforeDeletion(),
          "KMS.1402",
          "The key is already pending deletion.");
  private static final KeyDemand PENDING =
      DewFitness.of(
          key -> key.state().isBeforeDeletion(), "KMS.1501", "The key is not pending deletion.");

  private final EnableKey enable;
  private final DisableKey disable;
  private final ScheduleKeyDeletion schedule;
  private final CancelKeyDeletion cancel;
  private final UpdateKeyDescription describe;

  DewKeyOperations(
      EnableKey enable,
      DisableKey disable,
      ScheduleKeyDeletion schedule,
      CancelKeyDeletion cancel,
      UpdateKeyDescription describe) {
    this.enable = enable;
    this.disable = disable;
    this.schedule = schedule;
    this.cancel = cancel;
    this.describe = describe;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(
        new DewOperation("enable-key", Quota.DEW_LIFECYCLE, this::enable),
        new DewOperation("disable-key", Quota.DEW_LIFECYCLE, this::disable),
        new DewOperation("schedule-key-deletion", Quota.DEW_LIFECYCLE, this::schedule),
        new DewOperation("cancel-key-deletion", Quota.DEW_LIFECYCLE, this::cancel),
        new DewOperation("update-key-description", Quota.DEW_LIFECYCLE, this::describe));
  }

  private Uni<JsonObject> enable(DewCall call) {
    return enable
        .execute(call.call(), new EnableKey.Command(call.target(DISABLED)))
        .map(DewKeyOperations::state);
  }

  private Uni<JsonObject> disable(DewCall call) {
    return disable
        .execute(call.call(), new DisableKey.Command(call.target(ENABLED)))
        .map(DewKeyOperations::state);
  }

  private Uni<JsonObject> schedule(DewCall call) {
    int days =
        call.input()
            .number("pending_days", MIN_WINDOW_IN_DAYS, MAX_WINDOW_IN_DAYS, "KMS.1401")
            .orElseThrow(() -> DewRefusal.missing("pending_days"));
    return schedule
        .execute(call.call(), new ScheduleKeyDeletion.Command(call.target(NOT_PENDING), days))
        .map(DewKeyOperations::flatState);
  }

  private Uni<JsonObject> cancel(DewCall call) {
    return cancel
        .execute(call.call(), new CancelKeyDeletion.Command(call.target(PENDING)))
        .map(DewKeyOperations::flatState);
  }

  private Uni<JsonObject> describe(DewCall call) {
    String description = call.input().description("key_description");
    return describe
        .execute(
            call.call(), new UpdateKeyDescription.Command(call.target(KeyDemand.ANY), description))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("key_description", key.description())));
  }

  private static JsonObject state(KmsKey key) {
    return new JsonObject().put("key_info", flatState(key));
  }

  private static JsonObject flatState(KmsKey key) {
    return new JsonObject()
        .put("key_id", key.arn().keyId())
        .put("key_state", DewJson.state(key.state()));
  }
}
