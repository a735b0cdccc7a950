package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.domain.record.Place;
import io.strongroom.domain.testing.MetadataContract;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies under which key, counted. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresKeyInventoryTest {

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private MetadataContract.Ports ports() {
    return store.ports();
  }

  private KeyInventory inventory() {
    return new PostgresKeyInventory(pool);
  }

  private static String key() {
    return "arn:aws:kms:us-east-1:000000000000:key/" + UUID.randomUUID();
  }

  private BucketName bucket() {
    BucketName name = Records.bucketName();
    await(ports().buckets().createIfAbsent(Records.bucket(name)));
    return name;
  }

  private void put(BucketName bucket, String key, Envelope envelope) {
    await(
        ports()
            .objects()
            .put(
                Records.object(Records.ref(bucket, key), envelope, UUID.randomUUID()),
                new WriteCondition.Always()));
  }

  private List<KeyTally> count(Optional<KmsKeyId> key, Optional<BucketName> bucket, int step) {
    List<KeyTally> all = new ArrayList<>();
    Optional<Place> next = Optional.of(Place.START);
    while (next.isPresent()) {
      KeyInventory.Counted counted =
          await(inventory().count(new KeyInventory.Question(key, bucket, next.get(), step)));
      all.addAll(counted.uses());
      next = counted.last();
    }
    return all;
  }

  /** Names of buckets are ASCII. */
  private static List<BucketName> sorted(List<BucketName> buckets) {
    return buckets.stream().sorted(Comparator.comparing(BucketName::value)).toList();
  }

  private static long versions(List<KeyTally> uses) {
    return uses.stream().mapToLong(use -> use.sum().versions()).sum();
  }

  @Test
  void count_versionsAndMarkers_everyVersionOnceAndNoMarker() {
    KmsKeyId key = KmsKeyId.of(key());
    BucketName bucket = bucket();
    await(ports().buckets().setVersioning(bucket, Versioning.ENABLED));
    put(bucket, "a", Records.envelope(key.text()));
    put(bucket, "a", Records.envelope(key.text()));
    put(bucket, "b", Records.envelope(key.text()));
    await(
        ports()
            .objects()
            .delete(
                Wanted.current(Records.ref(bucket, "b")),
                new WriteCondition.Always(),
                Objects.Permit.any()));

    assertThat(count(Optional.of(key), Optional.empty(), 100))
        .containsExactly(
            new KeyTally(
                bucket,
                AccountId.of("000000000000"),
                new KeyTally.Kind(EncryptionMode.SERVICE, true, DataCipher.SM4),
                new KeyTally.Sum(1, 3, 30)));
  }

  @Test
  void count_inSteps_isTheWhole() {
    KmsKeyId key = KmsKeyId.of(key());
    List<BucketName> buckets = Stream.generate(this::bucket).limit(3).toList();
    for (BucketName bucket : buckets) {
      for (int i = 0; i < 5; i++) {
        put(bucket, "k" + i, Records.envelope(key.text()));
      }
    }

    for (int step : new int[] {1, 2, 5, 7, 15, 100}) {
      assertThat(versions(count(Optional.of(key), Optional.empty(), step))).isEqualTo(15);
      assertThat(versions(count(Optional.of(key), Optional.of(buckets.get(1)), step))).isEqualTo(5);
    }
    KeyInventory.Counted behind =
        await(
            inventory()
                .count(
                    new KeyInventory.Question(
                        Optional.of(key),
                        Optional.empty(),
                        Place.behind(sorted(buckets).get(1)),
                        100)));
    assertThat(versions(behind.uses())).isEqualTo(5);
  }

  @Test
  void count_customerKeys_areUnderNoKey() {
    BucketName bucket = bucket();
    put(bucket, "c", Records.customerEnvelope());
    put(bucket, "k", Records.envelope(key()));

    assertThat(versions(count(Optional.empty(), Optional.of(bucket), 10))).isEqualTo(1);
  }

  @Test
  void keys_ofObjectsAndUploads_eachOnceInPages() {
    String one = key();
    String other = key();
    BucketName bucket = bucket();
    put(bucket, "a", Records.envelope(one));
    put(bucket, "b", Records.envelope(one));
    put(bucket, "c", Records.envelope(other));

    List<KmsKeyId> all = new ArrayList<>();
    List<KmsKeyId> page = await(inventory().keys(Optional.empty(), Optional.empty(), 2));
    while (!page.isEmpty()) {
      all.addAll(page);
      page = await(inventory().keys(Optional.of(page.getLast()), Optional.empty(), 2));
    }
    assertThat(all).doesNotHaveDuplicates().contains(KmsKeyId.of(one), KmsKeyId.of(other));
  }

  @Test
  void dependents_openUpload_isNamedWithItsParts() {
    BucketName bucket = bucket();
    String upload = UUID.randomUUID().toString();
    await(ports().uploads().create(Records.upload(Records.ref(bucket, "u"), upload, Records.TIME)));

    KeyDependents found =
        await(inventory().dependents(KmsKeyId.of("service-key"), Optional.of(bucket)));

    assertThat(found.uploads())
        .containsExactly(new KeyDependents.Uploads(bucket, AccountId.of("000000000000"), 1, 0, 0));
  }

  /** Whatever the planner thinks of small tables, it is to know a way without the rows. */
  @Test
  void count_plan_readsTheIndexAlone() {
    for (String statement : List.of(InventorySql.COUNT, InventorySql.COUNT_CUSTOMER)) {
      String literal =
          statement
              .replace("cast($1 as text)", "null")
              .replace("$1", "'k'")
              .replace("$2, $3, $4", "'', '', ''")
              .replace("$5", "1000");
      assertThat(plan(literal))
          .anyMatch(line -> line.contains("Index Only Scan using object_by_key"))
          .noneMatch(line -> line.contains("Seq Scan on object_version"));
    }
    assertThat(plan(InventorySql.KEYS.replace("$1", "''").replace("$2", "10")))
        .anyMatch(line -> line.contains("Index Only Scan using object_by_key"))
        .noneMatch(line -> line.contains("Seq Scan on object_version"));
  }

  private List<String> plan(String statement) {
    return await(
        Uni.createFrom()
            .completionStage(
                () ->
                    pool.withTransaction(
                            connection ->
                                connection
                                    .query("set local enable_seqscan = off")
                                    .execute()
                                    .compose(
                                        off ->
                                            connection
                                                .preparedQuery("explain " + statement)
                                                .execute(Tuple.tuple())))
                        .toCompletionStage())
            .map(
                rows -> {
                  List<String> lines = new ArrayList<>();
                  for (Row row : rows) {
                    lines.add(row.getString(0));
                  }
                  return lines;
                }));
  }
}
