package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.PublicAccessBlock;
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

  private static final String CREATE =
      "with made as (insert into objects.bucket as n ("
          + BucketRow.columns("n").replace("n.", "")
          + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
          + " on conflict (name) do nothing returning "
          + BucketRow.columns("n")
          + ") select * from made union all select "
          + BucketRow.columns("b")
          + " from objects.bucket b where b.name = $1";

  /**
   * Waits for the writers in the bucket, and lets no new one in. What they wrote since the
   * statement began is not seen, but fails it by the tables' references, and it is run again.
   */
  private static final String DELETE =
      """
      with b as materialized (
        select name, versioning from objects.bucket where name = $1 for update),
      filled as materialized (
        select exists (select 1 from objects.object_version v where v.bucket = b.name) as yes
          from b),
      u as materialized (
        select x.id from filled join objects.upload x on not filled.yes
         where x.bucket = $1 order by x.id for update of x),
      parts as (
        delete from objects.upload_part x using u where x.upload_id = u.id returning x.blob_id),
      """
          + BlobSql.release("select blob_id from parts")
          + """
          , ended as (delete from objects.upload x using u where x.id = u.id),
          gone as (
            delete from objects.bucket x using b, filled
             where x.name = b.name and not filled.yes returning x.name)
          select (select count(*) from b) as buckets, (select count(*) from gone) as gone,
                 (select versioning from b) as versioning
          """;

  private static final String SET_ENCRYPTION =
      "update objects.bucket set encryption_algorithm = $2, encryption_kms_key_id = $3,"
          + " encryption_kms_project = $4, encryption_data_cipher = $5,"
          + " encryption_bucket_key = $6, encryption_block_customer_keys = $7 where name = $1";

  /** Takes the names away that are null now, and the document when it is empty. */
  private static final String SET =
      """
      update objects.bucket
         set settings = nullif(jsonb_strip_nulls(coalesce(settings, '{}') || cast($2 as jsonb)), '{}')
       where name = $1
      """;

  private static final String USAGE =
      """
      select cast(coalesce(sum(v.size), 0) as bigint) as bytes, count(*) as objects
        from objects.object_version v where v.bucket = $1 and not v.delete_marker
      """;

  private static final String SET_VERSIONING =
      "update objects.bucket set versioning = $2 where name = $1";

  private static final String POLICY = "select form, text from objects.bucket_policy where id = $1";

  /** The text that counted before goes with the statement that replaces it. */
  private static final String SET_POLICY =
      """
      with b as (
        update objects.bucket set policy_id = $2 where name = $1 returning name),
      gone as (
        delete from objects.bucket_policy p using b where p.bucket = b.name returning p.id),
      added as (
        insert into objects.bucket_policy (id, bucket, form, text)
        select $2, b.name, $3, $4 from b where cast($2 as uuid) is not null returning id)
      select count(*) as buckets from b
      """;

  private static final String SET_BLOCK =
      "update objects.bucket set public_access_block = $2 where name = $1";

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
    return questions.ask(
        session ->
            session
                .createNativeQuery(
                    "select "
                        + BucketRow.columns("b")
                        + " from objects.bucket b where b.name = :name",
                    BucketRow.class)
                .setParameter("name", name.value())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(BucketRow::toDomain)));
  }

  @Override
  public Uni<Bucket> createIfAbsent(Bucket bucket) {
    return statements.run(
        CREATE, () -> BucketRow.parameters(bucket), PostgresBuckets::createdOrThere);
  }

  private static Bucket createdOrThere(RowSet<Row> rows) {
    for (Row row : rows) {
      return BucketRow.read(row, 0);
    }
    throw new Contended();
  }

  @Override
  public Uni<List<Bucket>> ownedBy(String account) {
    return questions.ask(
        session ->
            session
                .createNativeQuery(
                    "select "
                        + BucketRow.columns("b")
                        + " from objects.bucket b where b.owner = :owner order by b.name",
                    BucketRow.class)
                .setParameter("owner", account)
                .getResultList()
                .map(rows -> rows.stream().map(BucketRow::toDomain).toList()));
  }

  /** Uploads still running in the bucket are aborted, as S3 does. */
  @Override
  public Uni<Void> delete(BucketName name) {
    return statements
        .one(
            DELETE,
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
            SET_ENCRYPTION,
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
    return statements
        .run(
            SET,
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
        USAGE,
        () -> Tuple.of(name.value()),
        row -> new BucketUsage(row.getLong("bytes"), row.getLong("objects")));
  }

  @Override
  public Uni<Void> setVersioning(BucketName name, Versioning versioning) {
    return statements
        .run(
            SET_VERSIONING,
            () -> Tuple.of(name.value(), versioning.name()),
            rows -> {
              requireBucket(rows.rowCount(), name);
              return rows;
            })
        .replaceWithVoid();
  }

  @Override
  public Uni<Optional<BucketPolicyText>> policy(UUID id) {
    return statements.run(
        POLICY,
        () -> Tuple.of(id),
        rows -> {
          for (Row row : rows) {
            return Optional.of(
                new BucketPolicyText(
                    id,
                    BucketPolicyText.Form.valueOf(row.getString("form")),
                    row.getString("text")));
          }
          return Optional.empty();
        });
  }

  @Override
  public Uni<Void> setPolicy(BucketName name, Optional<BucketPolicyText> policy) {
    return statements
        .one(
            SET_POLICY,
            () ->
                Tuple.tuple()
                    .addValue(name.value())
                    .addValue(policy.map(BucketPolicyText::id).orElse(null))
                    .addValue(policy.map(set -> set.form().name()).orElse(null))
                    .addValue(policy.map(BucketPolicyText::text).orElse(null)),
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
            SET_BLOCK,
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
