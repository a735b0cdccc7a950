package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.CancelKeyDeletion;
import io.strongroom.emulator.operation.DisableKey;
import io.strongroom.emulator.operation.EnableKey;
import io.strongroom.emulator.operation.ScheduleKeyDeletion;
import io.strongroom.emulator.operation.Target;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The states of keys. */
@ApplicationScoped
class StateOperations implements AwsOperationGroup {

  private final EnableKey enable;
  private final DisableKey disable;
  private final ScheduleKeyDeletion schedule;
  private final CancelKeyDeletion cancel;

  StateOperations(
      EnableKey enable,
      DisableKey disable,
      ScheduleKeyDeletion schedule,
      CancelKeyDeletion cancel) {
    this.enable = enable;
    this.disable = disable;
    this.schedule = schedule;
    this.cancel = cancel;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(
        AwsOperation.silent(
            "EnableKey",
            Quota.CHANGE_5,
            call -> enable.execute(call.call(), new EnableKey.Command(target(call)))),
        AwsOperation.silent(
            "DisableKey",
            Quota.CHANGE_5,
            call -> disable.execute(call.call(), new DisableKey.Command(target(call)))),
        AwsOperation.answering("ScheduleKeyDeletion", Quota.CHANGE_15, this::schedule),
        AwsOperation.answering("CancelKeyDeletion", Quota.CHANGE_5, this::cancel));
  }

  private static Target target(AwsCall call) {
    return Target.of(AwsCall.onlyKey(call.members()));
  }

  private Uni<JsonObject> schedule(AwsCall call) {
    Members members = call.members();
    int days =
        members.number("PendingWindowInDays", 7, 30).orElse(KeyStateTable.DEFAULT_WINDOW_IN_DAYS);
    Target target = Target.of(AwsCall.onlyKey(members));
    return schedule
        .execute(call.call(), new ScheduleKeyDeletion.Command(target, days))
        .map(key -> scheduled(key, days));
  }

  private static JsonObject scheduled(KmsKey key, int days) {
    JsonObject reply =
        new JsonObject()
            .put("KeyId", key.arn().toString())
            .put("KeyState", key.state().wireName())
            .put("PendingWindowInDays", days);
    key.life().deletionDate().ifPresent(date -> reply.put("DeletionDate", KeyJson.timestamp(date)));
    return reply;
  }

  private Uni<JsonObject> cancel(AwsCall call) {
    return cancel
        .execute(call.call(), new CancelKeyDeletion.Command(target(call)))
        .map(key -> new JsonObject().put("KeyId", key.arn().toString()));
  }
}
