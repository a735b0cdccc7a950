package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.operation.GetKeyLastUsage;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a key was last used, as the records tell. */
@ApplicationScoped
class UsageOperations implements AwsOperationGroup {

  private final GetKeyLastUsage lastUsage;

  UsageOperations(GetKeyLastUsage lastUsage) {
    this.lastUsage = lastUsage;
  }

  @Override
  public List<AwsOperation> operations() {
    return List.of(AwsOperation.answering("GetKeyLastUsage", Quota.CHANGE_5, this::lastUsage));
  }

  private Uni<JsonObject> lastUsage(AwsCall call) {
    KeyReference key = AwsCall.onlyKey(call.members());
    return lastUsage
        .execute(call.call(), new GetKeyLastUsage.Command(key))
        .map(found -> reply(found.key(), found.record()));
  }

  private static JsonObject reply(KmsKey key, Optional<JsonObject> record) {
    JsonObject json =
        new JsonObject()
            .put("KeyId", key.arn().toString())
            .put("KeyCreationDate", KeyJson.timestamp(key.created()))
            .put("TrackingStartDate", KeyJson.timestamp(key.created()));
    record.ifPresent(found -> json.put("KeyLastUsage", usage(found)));
    return json;
  }

  private static JsonObject usage(JsonObject record) {
    return new JsonObject()
        .put("Operation", record.getString("eventName"))
        .put("Timestamp", KeyJson.timestamp(Instant.parse(record.getString("eventTime"))))
        .put("CloudTrailEventId", record.getString("eventID"))
        .put("KmsRequestId", record.getString("requestID"));
  }
}
