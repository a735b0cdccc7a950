package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.PublicAccessBlock;
import io.strongroom.domain.record.Told;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Buckets in PostgreSQL. Thread-safe. */
public final class PostgresBuckets implements Buckets {

  private final Statements statements;
  private final Questions questions;

  /**
   * @param pool the connections that {@code sessions} uses too
   */
  public PostgresBuckets(Pool pool, Mutiny.SessionFactory sessions) {
    this.statements = new Statements(pool);
    this.questions = new Questions(sessions);
  }

  @Override
  public Uni<Optional<Bucket>> find(BucketName name) {
    return statements.run(
        BucketSql.FIND,
        () -> Tuple.of(name.value()),
        rows -> {
          for (Row row : rows) {
            return Optional.of(BucketRow.read(row, 0));
          }
          return Optional.empty();
        });
  }

  @Override
  public Uni<Bucket> createIfAbsent(Bucket bucket) {
    return statements.run(
        BucketSql.CREATE, () -> BucketRow.parameters(bucket), PostgresBuckets::createdOrThere);
  }

  private static Bucket createdOrThere(RowSet<Row> rows) {
    for (Row row : rows) {
      return BucketRow.read(row, 0);
    }
    throw new Contended();
  }

  @Override
  public Uni<List<Bucket>> ownedBy(AccountId account) {
    return questions.ask(
        session ->
            session
                .createNativeQuery(
                    "select "
                        + BucketRow.columns("b")
                        + " from objects.bucket b where b.owner = :owner order by b.name",
                    BucketRow.class)
                .setParameter("owner", account.value())
                .getResultList()
                .map(rows -> rows.stream().map(BucketRow::toDomain).toList()));
  }

  /** Uploads still running in the bucket are aborted, as S3 does. */
  @Override
  public Uni<Void> delete(BucketName name) {
    return statements
        .one(
            BucketSql.DELETE,
            () -> Tuple.of(name.value()),
            row -> {
              requireBucket(row.getLong("buckets"), name);
              if (row.getLong("gone") == 0) {
                throw new ObjectStoreException(
                    new RequestError.BucketNotEmpty(
                        name, Versioning.valueOf(row.getString("versioning"))));
              }
              return row;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> setEncryption(BucketName name, Optional<EncryptionConfiguration> configuration) {
    return statements
        .run(
            BucketSql.SET_ENCRYPTION,
            () -> {
              Tuple parameters = Tuple.of(name.value());
              BucketRow.addTo(parameters, configuration);
              return parameters;
            },
            rows -> {
              requireBucket(rows.rowCount(), name);
              return rows;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> set(BucketName name, BucketSetting setting) {
    return switch (setting) {
      case BucketSetting.Lock lock -> setLock(name, lock);
      case BucketSetting.Notification notification -> setListeners(name, notification);
      case BucketSetting.Tags _,
          BucketSetting.CrossOrigin _,
          BucketSetting.OwnershipControls _,
          BucketSetting.Quota _,
          BucketSetting.StorageClass _,
          BucketSetting.Replication _,
          BucketSetting.Rules _ ->
          setInDocument(name, setting);
    };
  }

  /** Each is told a test by the same statement. */
  private Uni<Void> setListeners(BucketName name, BucketSetting.Notification notification) {
    String[] lanes =
        notification.listeners().stream()
            .flatMap(all -> all.listeners().stream())
            .map(each -> PostgresOutbox.prefix(Told.Lane.Kind.TELL) + each.lane())
            .toArray(String[]::new);
    return statements
        .one(
            BucketSql.SET_AND_TEST,
            () -> Tuple.of(name.value(), SettingsColumn.change(notification), lanes),
            row -> {
              requireBucket(row.getLong("buckets"), name);
              return row;
            })
        .replaceWithVoid();
  }

  private Uni<Void> setLock(BucketName name, BucketSetting.Lock lock) {
    return statements
        .one(
            BucketSql.SET_LOCK,
            () ->
                BucketLockColumns.addDefaultTo(
                    Tuple.of(name.value(), lock.enabling()), lock.byDefault()),
            row -> {
              requireDone(
                  row,
                  name,
                  lock.enabling()
                      ? new LockError.LockNeedsVersions()
                      : new LockError.BucketNotLockable(false));
              return row;
            })
        .replaceWithVoid();
  }

  private static void requireDone(Row row, BucketName name, RequestError otherwise) {
    requireBucket(row.getLong("buckets"), name);
    if (row.getLong("done") == 0) {
      throw new ObjectStoreException(otherwise);
    }
  }

  private Uni<Void> setInDocument(BucketName name, BucketSetting setting) {
    return statements
        .run(
            BucketSql.SET,
            () -> Tuple.of(name.value(), SettingsColumn.change(setting)),
            rows -> {
              requireBucket(rows.rowCount(), name);
              return rows;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<BucketUsage> usage(BucketName name) {
    return statements.one(
        BucketSql.USAGE,
        () -> Tuple.of(name.value()),
        row -> new BucketUsage(row.getLong("bytes"), row.getLong("objects")));
  }

  @Override
  public Uni<Long> stored(BucketName name) {
    return statements.one(
        BucketSql.STORED, () -> Tuple.of(name.value()), row -> row.getLong("bytes"));
  }

  @Override
  public Uni<Void> setVersioning(BucketName name, Versioning versioning) {
    return statements
        .one(
            BucketSql.SET_VERSIONING,
            () -> Tuple.of(name.value(), versioning.name()),
            row -> {
              requireDone(
                  row,
                  name,
                  row.getBoolean("copied")
                      ? new RequestError.CopiesKeepVersions(name)
                      : new LockError.LockKeepsVersions());
              return row;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<BucketPolicyText>> policy(UUID id) {
    return statements.run(
        PolicyRows.SELECT, () -> Tuple.of(id), rows -> PolicyRows.first(id, rows));
  }

  @Override
  public Uni<Void> setPolicy(BucketName name, Optional<BucketPolicyText> policy) {
    return statements
        .one(
            PolicyRows.SET,
            () -> PolicyRows.tuple(name, policy),
            row -> {
              requireBucket(row.getLong("buckets"), name);
              return row;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Void> setPublicAccessBlock(BucketName name, Optional<PublicAccessBlock> block) {
    return statements
        .run(
            BucketSql.SET_BLOCK,
            () -> Tuple.tuple().addValue(name.value()).addValue(BucketRow.bits(block)),
            rows -> {
              requireBucket(rows.rowCount(), name);
              return rows;
            })
        .replaceWithVoid();
  }

  private static void requireBucket(long count, BucketName name) {
    if (count == 0) {
      throw new ObjectStoreException(new RequestError.NoSuchBucket(name));
    }
  }
}
