package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** When a key was last used, as the records tell. Thread-safe. */
@ApplicationScoped
public class GetKeyLastUsage {

  private static final List<String> USES =
      List.of(
          "Encrypt",
          "Decrypt",
          "ReEncrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "GenerateDataKeyPair",
          "GenerateDataKeyPairWithoutPlaintext",
          "Sign",
          "Verify",
          "GenerateMac",
          "VerifyMac",
          "DeriveSharedSecret");

  private final Keys keys;
  private final AuditLog audit;

  GetKeyLastUsage(Keys keys, AuditLog audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /** Which key. */
  public record Command(KeyReference key) {}

  /** A key, and the record of its last use; empty when there was none. */
  public record Result(KmsKey key, Optional<JsonObject> record) {}

  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), KeyUse.of("kms:GetKeyLastUsage"))
        .chain(
            key ->
                audit.lastUse(key.arn().toString(), USES).map(record -> new Result(key, record)));
  }
}
