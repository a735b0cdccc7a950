package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.domain.record.Place;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The use of keys, in PostgreSQL. Thread-safe. */
public final class PostgresKeyInventory implements KeyInventory {

  /**
   * Between two parts of a count: 100,000 versions take about a tenth of a second of one processor,
   * so that a count takes less than a third of one.
   */
  private static final Duration REST = Duration.ofMillis(250);

  private final Statements statements;

  public PostgresKeyInventory(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<List<KmsKeyId>> keys(Optional<KmsKeyId> after, Optional<AccountId> owner, int most) {
    return statements.run(
        owner.isPresent() ? InventorySql.KEYS_OF_ACCOUNT : InventorySql.KEYS,
        () -> {
          Tuple parameters = Tuple.of(after.map(KmsKeyId::text).orElse(""), most);
          owner.ifPresent(account -> parameters.addValue(account.value()));
          return parameters;
        },
        rows -> all(rows, row -> KmsKeyId.of(row.getString(0))));
  }

  @Override
  public Uni<List<BucketName>> buckets(Optional<KmsKeyId> key, AccountId owner) {
    return statements.run(
        key.isPresent() ? InventorySql.BUCKETS : InventorySql.BUCKETS_CUSTOMER,
        () -> Tuple.of(key.map(KmsKeyId::text).orElse(null), owner.value()),
        rows -> all(rows, row -> new BucketName(row.getString(0))));
  }

  /** Where there is more, a while is for others. */
  @Override
  public Uni<Counted> count(Question question) {
    return counted(question)
        .call(counted -> counted.last().isPresent() ? Rest.of(REST) : Uni.createFrom().voidItem());
  }

  private Uni<Counted> counted(Question question) {
    return statements.run(
        statement(question),
        () -> {
          Tuple parameters =
              Tuple.tuple()
                  .addValue(question.key().map(KmsKeyId::text).orElse(null))
                  .addValue(question.after().bucket())
                  .addValue(question.after().key())
                  .addValue(question.after().version())
                  .addValue(question.most());
          question.bucket().ifPresent(bucket -> parameters.addValue(bucket.value()));
          return parameters;
        },
        rows -> counted(rows, question.most()));
  }

  private static String statement(Question question) {
    if (question.key().isPresent()) {
      return question.bucket().isPresent() ? InventorySql.COUNT_IN_BUCKET : InventorySql.COUNT;
    }
    return question.bucket().isPresent()
        ? InventorySql.COUNT_CUSTOMER_IN_BUCKET
        : InventorySql.COUNT_CUSTOMER;
  }

  private static Counted counted(RowSet<Row> rows, int most) {
    Optional<Place> last = Optional.empty();
    for (Row row : rows) {
      if (row.getLong("counted") >= most) {
        last = Optional.of(place(row.getArrayOfStrings("last")));
      }
    }
    return new Counted(all(rows, PostgresKeyInventory::use), last);
  }

  private static Place place(String[] last) {
    return new Place(last[0], last[1], last[2]);
  }

  private static KeyTally use(Row row) {
    return new KeyTally(
        new BucketName(row.getString("bucket")),
        AccountId.of(row.getString("owner")),
        new KeyTally.Kind(
            EncryptionMode.valueOf(row.getString("encryption_mode")),
            row.getBoolean("shared"),
            DataCipher.valueOf(row.getString("data_cipher"))),
        new KeyTally.Sum(row.getLong("objects"), row.getLong("versions"), row.getLong("bytes")));
  }

  @Override
  public Uni<KeyDependents> dependents(KmsKeyId key, Optional<BucketName> bucket) {
    @Nullable String name = bucket.map(BucketName::value).orElse(null);
    return statements
        .run(
            InventorySql.UPLOADS,
            () -> Tuple.of(key.text(), name),
            rows -> all(rows, PostgresKeyInventory::uploads))
        .chain(
            uploads ->
                statements.one(
                    InventorySql.BESIDE,
                    () -> Tuple.of(key.text(), name),
                    row ->
                        new KeyDependents(
                            uploads,
                            row.getLong(0),
                            row.getLong(1),
                            Arrays.stream(row.getArrayOfStrings(2))
                                .map(BucketName::new)
                                .toList())));
  }

  private static KeyDependents.Uploads uploads(Row row) {
    return new KeyDependents.Uploads(
        new BucketName(row.getString("bucket")),
        AccountId.of(row.getString("owner")),
        row.getLong("uploads"),
        row.getLong("parts"),
        row.getLong("bytes"));
  }

  private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    List<T> all = new ArrayList<>();
    rows.forEach(row -> all.add(read.apply(row)));
    return all;
  }
}
