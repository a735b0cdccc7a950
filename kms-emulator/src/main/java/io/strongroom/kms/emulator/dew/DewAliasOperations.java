package io.strongroom.kms.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.config.KmsClock;
import io.strongroom.kms.emulator.key.Alias;
import io.strongroom.kms.emulator.key.AliasName;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.store.AliasStore;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The name of a key. */
@ApplicationScoped
class DewAliasOperations implements DewOperationGroup {

  private final DewKeys finder;
  private final AliasStore aliases;
  private final KmsClock clock;

  DewAliasOperations(DewKeys finder, AliasStore aliases, KmsClock clock) {
    this.finder = finder;
    this.aliases = aliases;
    this.clock = clock;
  }

  @Override
  public List<DewOperation> operations() {
    return List.of(new DewOperation("update-key-alias", Quota.DEW_LIFECYCLE, this::rename));
  }

  private Uni<JsonObject> rename(DewCall call) {
    AliasName name = name(call.input().required("key_alias"));
    return finder
        .changeable(call, "kms:UpdateAlias")
        .chain(key -> rename(key, name).replaceWith(key))
        .map(
            key ->
                new JsonObject()
                    .put(
                        "key_info",
                        new JsonObject()
                            .put("key_id", key.arn().keyId())
                            .put("key_alias", name.text().substring(AliasName.PREFIX.length()))));
  }

  /** A name that users may give. */
  static AliasName name(String given) {
    if (given.endsWith("/default")) {
      throw DewRefusal.of("KMS.1101", "The alias is reserved for default keys.");
    }
    return AliasName.parse(AliasName.PREFIX + given)
        .filter(name -> !name.isReserved())
        .orElseThrow(() -> DewRefusal.of("KMS.1101", "The alias is invalid."));
  }

  // The new name first: if it is taken, the key keeps the old one.
  private Uni<Void> rename(KmsKey key, AliasName name) {
    Instant now = clock.instant();
    return aliases
        .list(key.arn().scope(), Optional.of(key.arn()), "", 1)
        .call(old -> aliases.create(new Alias(key.arn().scope(), name, key.arn(), now, now)))
        .chain(
            old ->
                old.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : aliases.delete(key.arn().scope(), old.getFirst().name()));
  }
}
