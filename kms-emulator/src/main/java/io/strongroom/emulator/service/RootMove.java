package io.strongroom.emulator.service;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.crypto.ImportVault;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.crypto.MaterialVault;
import io.strongroom.emulator.crypto.WrappedMaterial;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Moves a database to another root key: every wrapped material is opened under the former one and
 * wrapped under the present one, in one transaction, so that a crash leaves all or nothing.
 *
 * <p>What is sealed under the root key and not stored, grant tokens and import tokens, does not
 * move: clients ask for new ones.
 */
@ApplicationScoped
public class RootMove {

  private static final Logger LOG = Logger.getLogger(RootMove.class);
  private static final long TIMEOUT_IN_MINUTES = 10;

  private final Pool pool;
  private final KmsConfig config;
  private final MaterialVault vault;

  RootMove(
      @ReactiveDataSource(KmsConfig.DATASOURCE) Pool pool, KmsConfig config, MaterialVault vault) {
    this.pool = pool;
    this.config = config;
    this.vault = vault;
  }

  /**
   * Moves, when a former root key is configured and the database is still under it. Blocks; for
   * start-up only.
   *
   * @throws IllegalStateException when the database is under a third key
   */
  public void run() {
    RootKeys.former(config)
        .ifPresent(
            root -> {
              try (MaterialVault former = new MaterialVault(root)) {
                pool.withTransaction(connection -> move(connection, former))
                    .subscribe()
                    .asCompletionStage()
                    .orTimeout(TIMEOUT_IN_MINUTES, TimeUnit.MINUTES)
                    .join();
              }
            });
  }

  private Uni<Void> move(SqlConnection connection, MaterialVault former) {
    return connection
        .query("SELECT wrapped FROM kms.root_key_check WHERE id = 1 FOR UPDATE")
        .execute()
        .chain(
            rows -> {
              if (rows.size() == 0) {
                return Uni.createFrom().voidItem();
              }
              byte[] check = rows.iterator().next().getBuffer(0).getBytes();
              if (vault.matches(check)) {
                return Uni.createFrom().voidItem();
              }
              if (!former.matches(check)) {
                throw new IllegalStateException(
                    "neither root key is the one that protects this database's keys"
                        + " (strongroom.kms.previous-root-key-file, previous-pkcs11)");
              }
              return wrapAnew(connection, former).chain(() -> recheck(connection));
            });
  }

  private Uni<Void> wrapAnew(SqlConnection connection, MaterialVault former) {
    return connection
        .query(
            "SELECT material_id, region, key_arn, wrapped, import_fingerprint"
                + " FROM kms.key_material FOR UPDATE")
        .execute()
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> wrapAnew(connection, former, row))
        .collect()
        .with(java.util.stream.Collectors.counting())
        .invoke(count -> LOG.infof("%d key materials moved to another root key", count))
        .replaceWithVoid();
  }

  private Uni<Boolean> wrapAnew(SqlConnection connection, MaterialVault former, Row row) {
    MaterialId id = new MaterialId(row.getString(0));
    String owner = row.getString(2);
    byte[] old = row.getBuffer(3).getBytes();
    // Imported material that was deleted leaves an empty row.
    byte[] wrapped =
        old.length == 0 ? old : vault.adopt(former, owner, new WrappedMaterial(id, old)).bytes();
    io.vertx.mutiny.core.buffer.Buffer print = row.getBuffer(4);
    Tuple values =
        Tuple.of(
            row.getString(0),
            row.getString(1),
            Buffer.buffer(wrapped),
            print == null
                ? null
                : Buffer.buffer(
                    new ImportVault(vault)
                        .adoptFingerprint(new ImportVault(former), owner, print.getBytes())));
    return connection
        .preparedQuery(
            "UPDATE kms.key_material SET wrapped = $3, import_fingerprint = $4"
                + " WHERE material_id = $1 AND region = $2")
        .execute(values)
        .replaceWith(true);
  }

  private Uni<Void> recheck(SqlConnection connection) {
    return connection
        .preparedQuery("UPDATE kms.root_key_check SET wrapped = $1 WHERE id = 1")
        .execute(Tuple.of(Buffer.buffer(vault.check())))
        .replaceWithVoid();
  }
}
