package io.strongroom.emulator.admin;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.util.Map;

/**
 * The admin API, JSON in and out.
 *
 * <ul>
 *   <li>{@code /_admin/throttle}: {@code GET} shows the rates in force, {@code PUT} sets them
 *       ({@code {"requestsPerSecond": 5, "quotas": {"symmetric": 2}, "retryAfterSeconds": 1}}),
 *       {@code DELETE} goes back to the configured ones.
 *   <li>{@code /_admin/stats}: {@code GET} shows calls by operation and refusals by error, {@code
 *       DELETE} zeroes them.
 *   <li>{@code /_admin/faults}: {@code GET} shows the rules and their counters, {@code POST} adds a
 *       rule, {@code DELETE} removes all.
 *   <li>{@code /_admin/trace}: {@code GET} shows which calls were struck, and rules that strike the
 *       same ones again; {@code DELETE} forgets.
 *   <li>{@code /_admin/audit}: {@code GET} finds records by {@code key}, {@code principal}, {@code
 *       since}, {@code until}, {@code limit}; {@code /_admin/audit/verify} checks the chain.
 *   <li>{@code /_admin/deletions}: {@code GET} shows what would be lost with keys whose deletion
 *       was scheduled since the start, where this process knows.
 *   <li>{@code /_admin/clock}: {@code GET} shows how far this service's clock is off, {@code PUT}
 *       sets it ({@code {"offsetMillis": -900000}}), {@code DELETE} puts it right.
 *   <li>{@code /_admin/reset}: {@code POST} forgets every key and record and applies the seed
 *       again, where {@code strongroom.kms.reset} allows it.
 *   <li>{@code /_admin/openapi.json}: all this for machines.
 * </ul>
 *
 * <p>Faults, trace, clock and reset are there only where {@code strongroom.kms.test-controls} asked
 * for them.
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class AdminApi {

  /** Every path of this API begins so. */
  public static final String PREFIX = "/_admin/";

  private final KmsConfig config;
  private final ThrottleAdmin throttle;
  private final TestControls controls;
  private final AuditAdmin audit;
  private final ResetAdmin reset;

  AdminApi(
      KmsConfig config,
      ThrottleAdmin throttle,
      TestControls controls,
      AuditAdmin audit,
      ResetAdmin reset) {
    this.config = config;
    this.throttle = throttle;
    this.controls = controls;
    this.audit = audit;
    this.reset = reset;
  }

  /** Answers one request whose sender was found to be allowed; never fails for bad input. */
  public Uni<AdminReply> answer(
      String method, String path, Map<String, String> query, Buffer body) {
    return Uni.createFrom()
        .deferred(() -> route(method + " " + path.substring(PREFIX.length()), query, body))
        .onFailure(AdminApi::isBadInput)
        .recoverWithItem(e -> AdminReply.refused(400, "not understood: " + e.getMessage()));
  }

  private Uni<AdminReply> route(String request, Map<String, String> query, Buffer body) {
    if (!config.testControls() && TestControls.isMeant(request)) {
      return Uni.createFrom()
          .item(
              AdminReply.refused(
                  404, "not there: this start did not ask for it (strongroom.kms.test-controls)"));
    }
    return switch (request) {
      case "GET throttle" -> ok(throttle.show());
      case "PUT throttle" -> ok(throttle.set(body));
      case "DELETE throttle" -> ok(throttle.reset());
      case "GET stats" -> ok(throttle.stats());
      case "DELETE stats" -> ok(throttle.resetStats());
      case "GET openapi.json" -> ok(OpenApiDocument.read());
      case "POST reset" -> reset.reset();
      case "GET deletions" -> ok(audit.deletions());
      case "GET audit" -> audit.find(query);
      case "GET audit/verify" -> audit.verify();
      default ->
          Uni.createFrom()
              .item(
                  controls
                      .answer(request, query, body)
                      .map(AdminReply::ok)
                      .orElseGet(() -> AdminReply.refused(404, "no such admin resource")));
    };
  }

  private static Uni<AdminReply> ok(io.vertx.core.json.JsonObject body) {
    return Uni.createFrom().item(AdminReply.ok(body));
  }

  private static boolean isBadInput(Throwable failure) {
    return failure instanceof DecodeException
        || failure instanceof ClassCastException
        || failure instanceof IllegalArgumentException
        || failure instanceof DateTimeException;
  }
}
