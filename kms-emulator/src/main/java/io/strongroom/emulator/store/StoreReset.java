package io.strongroom.emulator.store;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets every key and every record, for tests. Thread-safe; never blocks. */
@ApplicationScoped
public class StoreReset {

  private final Pool pool;
  private final KeyStore keys;
  private final AliasStore aliases;
  private final GrantStore grants;

  StoreReset(
      @ReactiveDataSource(KmsConfig.DATASOURCE) Pool pool,
      KeyStore keys,
      AliasStore aliases,
      GrantStore grants) {
    this.pool = pool;
    this.keys = keys;
    this.aliases = aliases;
    this.grants = grants;
  }

  /** Forgets; completes when nothing of it is seen any more in this process. */
  public Uni<Void> run() {
    return pool.withTransaction(
            connection ->
                connection
                    // In the order of the writers of records, which begin with the end of the
                    // chain.
                    .query(
                        "UPDATE kms.audit_head SET seq = 0, hash = decode(repeat('00', 32), 'hex')")
                    .execute()
                    .chain(() -> connection.query("DELETE FROM kms.audit_record").execute())
                    .chain(() -> connection.query("DELETE FROM kms.kms_key").execute()))
        .invoke(
            () -> {
              keys.clear();
              aliases.clear();
              grants.clear();
            })
        .replaceWithVoid();
  }
}
