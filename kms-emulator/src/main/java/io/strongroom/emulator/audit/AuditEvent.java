package io.strongroom.emulator.audit;

import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsCaller;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call, done or refused.
 *
 * @param name the operation
 * @param caller empty when the signature did not tell
 * @param region empty when the signature did not tell
 * @param parameters members of the request that may be recorded
 */
public record AuditEvent(
    String name,
    Instant time,
    Optional<KmsCaller> caller,
    Optional<Region> region,
    JsonObject parameters,
    List<KeyArn> keys,
    Origin origin,
    Optional<Failure> failure) {

  /** Where the call came from. */
  public record Origin(String address, String userAgent, String requestId) {}

  /** Why the call was refused. */
  public record Failure(String code, String message) {}
}
