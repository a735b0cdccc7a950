package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyState;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Deletions;
import io.strongroom.emulator.store.KeyStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.UnaryOperator;

/** States of keys. */
@ApplicationScoped
class DewKeyOperations implements DewOperationGroup {

  private static final int MIN_WINDOW_IN_DAYS = 7;
  private static final int MAX_WINDOW_IN_DAYS = 1096;

  private final DewKeys finder;
  private final KeyStore keys;
  private final Deletions deletions;

  DewKeyOperations(DewKeys finder, KeyStore keys, Deletions deletions) {
    this.finder = finder;
    this.keys = keys;
    this.deletions = deletions;
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
    return change(
            call,
            "kms:EnableKey",
            key -> {
              require(key.state() == KeyState.DISABLED, "KMS.1201", "The key is not disabled.");
              return Lifecycle.enable(key);
            })
        .map(DewKeyOperations::state);
  }

  private Uni<JsonObject> disable(DewCall call) {
    return change(
            call,
            "kms:DisableKey",
            key -> {
              require(key.state() == KeyState.ENABLED, "KMS.1301", "The key is not enabled.");
              return Lifecycle.disable(key);
            })
        .map(DewKeyOperations::state);
  }

  private Uni<JsonObject> schedule(DewCall call) {
    int days =
        call.input()
            .number("pending_days", MIN_WINDOW_IN_DAYS, MAX_WINDOW_IN_DAYS, "KMS.1401")
            .orElseThrow(() -> DewRefusal.missing("pending_days"));
    return finder
        .changeable(call, "kms:ScheduleKeyDeletion")
        .invoke(
            key ->
                require(
                    !key.state().isBeforeDeletion(),
                    "KMS.1402",
                    "The key is already pending deletion."))
        .chain(key -> deletions.schedule(key, days))
        .map(DewKeyOperations::flatState);
  }

  private Uni<JsonObject> cancel(DewCall call) {
    return change(
            call,
            "kms:CancelKeyDeletion",
            key -> {
              require(
                  key.state().isBeforeDeletion(), "KMS.1501", "The key is not pending deletion.");
              return Lifecycle.cancelDeletion(key);
            })
        .map(DewKeyOperations::flatState);
  }

  private Uni<JsonObject> describe(DewCall call) {
    String description = call.input().text("key_description").orElse("");
    require(description.length() <= 255, "KMS.1103", "The description is too long.");
    return change(
            call,
            "kms:UpdateKeyDescription",
            key -> {
              Lifecycle.requireNotPendingDeletion(key);
              return key.describedAs(description);
            })
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("key_description", key.description())));
  }

  private Uni<KmsKey> change(DewCall call, String action, UnaryOperator<KmsKey> change) {
    return finder.changeable(call, action).chain(key -> keys.change(key.arn(), change));
  }

  private static JsonObject state(KmsKey key) {
    return new JsonObject().put("key_info", flatState(key));
  }

  private static JsonObject flatState(KmsKey key) {
    return new JsonObject()
        .put("key_id", key.arn().keyId())
        .put("key_state", DewJson.state(key.state()));
  }

  private static void require(boolean holds, String code, String text) {
    if (!holds) {
      throw DewRefusal.of(code, text);
    }
  }
}
