package io.strongroom.emulator.admin;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.audit.AuditQuery;
import io.strongroom.emulator.audit.AuditVerifier;
import io.strongroom.emulator.service.DeletionWarnings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Records and their chain, and what was said about deletions. Thread-safe. */
@ApplicationScoped
class AuditAdmin {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final AuditLog log;
  private final AuditVerifier verifier;
  private final DeletionWarnings warnings;

  AuditAdmin(AuditLog log, AuditVerifier verifier, DeletionWarnings warnings) {
    this.log = log;
    this.verifier = verifier;
    this.warnings = warnings;
  }

  JsonObject deletions() {
    JsonArray all = new JsonArray();
    warnings
        .newest()
        .forEach(
            warning ->
                all.add(
                    new JsonObject()
                        .put("keyId", warning.keyArn())
                        .put("at", warning.at().toString())
                        .put("losses", new JsonArray(warning.losses()))));
    return new JsonObject().put("deletions", all);
  }

  Uni<AdminReply> find(Map<String, String> query) {
    int limit =
        Optional.ofNullable(query.get("limit")).map(Integer::parseInt).orElse(DEFAULT_LIMIT);
    AuditQuery wanted =
        new AuditQuery(
            Optional.ofNullable(query.get("key")),
            Optional.ofNullable(query.get("principal")),
            Optional.ofNullable(query.get("since")).map(Instant::parse),
            Optional.ofNullable(query.get("until")).map(Instant::parse),
            Math.clamp(limit, 1, MAX_LIMIT));
    return log.find(wanted)
        .map(
            records -> {
              JsonArray array = new JsonArray();
              records.forEach(array::add);
              return AdminReply.ok(new JsonObject().put("Records", array));
            });
  }

  Uni<AdminReply> verify() {
    return verifier
        .verify()
        .map(
            result -> {
              JsonObject json =
                  new JsonObject()
                      .put("intact", result.brokenAt().isEmpty())
                      .put("records", result.records());
              result.brokenAt().ifPresent(seq -> json.put("brokenAt", seq));
              return AdminReply.ok(json);
            });
  }
}
