package io.strongroom.emulator.audit;

import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsCaller;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event as it is stored.
 *
 * @param json the text that the chain covers, in the shape of a CloudTrail event
 */
record AuditRecord(
    Instant time,
    String name,
    PrincipalName principal,
    Optional<KeyArn> key,
    boolean ok,
    String json) {

  private static final PrincipalName UNKNOWN = PrincipalName.of("unknown");
  private static final int MAX_LENGTH = 40 * 1024;

  static AuditRecord of(AuditEvent event) {
    PrincipalName principal = event.caller().map(KmsCaller::principal).orElse(UNKNOWN);
    return new AuditRecord(
        event.time(),
        event.name(),
        principal,
        event.keys().stream().findFirst(),
        event.failure().isEmpty(),
        encode(event));
  }

  // A refused call may carry members of any size; the record says that they were left out.
  private static String encode(AuditEvent event) {
    String whole = json(event, event.parameters()).encode();
    return whole.length() <= MAX_LENGTH
        ? whole
        : json(event, new JsonObject().put("omitted", true)).encode();
  }

  private static JsonObject json(AuditEvent event, JsonObject parameters) {
    JsonObject json =
        new JsonObject()
            .put("eventVersion", "1.11")
            .put("userIdentity", identity(event))
            .put("eventTime", event.time().toString())
            .put("eventSource", "kms.amazonaws.com")
            .put("eventName", event.name())
            .put("awsRegion", event.region().map(Region::value).orElse(null))
            .put("sourceIPAddress", event.origin().address())
            .put("userAgent", event.origin().userAgent())
            .put("requestParameters", parameters)
            .putNull("responseElements")
            .put("requestID", event.origin().requestId())
            .put("eventID", UUID.randomUUID().toString())
            .put("readOnly", ReadOnly.is(event.name()))
            .put("resources", resources(event))
            .put("eventType", "AwsApiCall")
            .put(
                "recipientAccountId",
                event.caller().map(caller -> caller.account().value()).orElse(null));
    event
        .failure()
        .ifPresent(
            failure ->
                json.put("errorCode", failure.code()).put("errorMessage", failure.message()));
    event
        .caller()
        .flatMap(KmsCaller::requestId)
        .ifPresent(
            id -> json.put("additionalEventData", new JsonObject().put("objectRequestID", id)));
    return json;
  }

  private static JsonObject identity(AuditEvent event) {
    JsonObject identity = new JsonObject().put("type", "Unknown");
    event
        .caller()
        .ifPresent(
            caller -> {
              identity
                  .put("type", "IAMUser")
                  .put("arn", caller.principal().text())
                  .put("accountId", caller.account().value());
              caller.service().ifPresent(key -> identity.put("invokedBy", key));
            });
    return identity;
  }

  private static JsonArray resources(AuditEvent event) {
    JsonArray resources = new JsonArray();
    for (KeyArn key : event.keys()) {
      resources.add(
          new JsonObject()
              .put("ARN", key.toString())
              .put("accountId", key.scope().account().value())
              .put("type", "AWS::KMS::Key"));
    }
    return resources;
  }
}
