package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Deletions;
import io.strongroom.emulator.store.KeyStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/** The states of keys. */
@ApplicationScoped
class StateOperations implements OperationGroup {

  private final KeyAccess access;
  private final KeyStore keys;
  private final Deletions deletions;

  StateOperations(KeyAccess access, KeyStore keys, Deletions deletions) {
    this.access = access;
    this.keys = keys;
    this.deletions = deletions;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.silent("EnableKey", Quota.CHANGE_5, call -> changeState(call, Lifecycle::enable)),
        Operation.silent(
            "DisableKey", Quota.CHANGE_5, call -> changeState(call, Lifecycle::disable)),
        Operation.answering("ScheduleKeyDeletion", Quota.CHANGE_15, this::scheduleDeletion),
        Operation.answering("CancelKeyDeletion", Quota.CHANGE_5, this::cancelDeletion));
  }

  private Uni<JsonObject> scheduleDeletion(AwsCall call) {
    Members members = call.members();
    int days =
        members.number("PendingWindowInDays", 7, 30).orElse(Lifecycle.DEFAULT_WINDOW_IN_DAYS);
    return access
        .permitted(call, members)
        .chain(key -> deletions.schedule(key, days))
        .map(
            key -> {
              JsonObject reply =
                  new JsonObject()
                      .put("KeyId", key.arn().toString())
                      .put("KeyState", key.state().wireName())
                      .put("PendingWindowInDays", days);
              key.life()
                  .deletionDate()
                  .ifPresent(date -> reply.put("DeletionDate", KeyJson.timestamp(date)));
              return reply;
            });
  }

  private Uni<JsonObject> cancelDeletion(AwsCall call) {
    return changeState(call, Lifecycle::cancelDeletion)
        .map(key -> new JsonObject().put("KeyId", key.arn().toString()));
  }

  private Uni<KmsKey> changeState(AwsCall call, UnaryOperator<KmsKey> change) {
    return change(call, call.members(), change);
  }

  private Uni<KmsKey> change(AwsCall call, Members members, UnaryOperator<KmsKey> change) {
    return access.permitted(call, members).chain(key -> keys.change(key.arn(), change));
  }
}
