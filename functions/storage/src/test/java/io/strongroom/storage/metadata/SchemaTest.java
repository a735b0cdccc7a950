package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.testing.Records;
import io.strongroom.storage.StorageSchema;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The schema as the database has it. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class SchemaTest {

  @Inject PostgresPorts store;
  @Inject Vertx vertx;

  @ConfigProperty(name = "test.jdbc-url")
  String jdbcUrl;

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
  }

  private List<String> query(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Test
  void migrate_again_changesNothing() throws SQLException {
    StorageSchema.migrate(jdbcUrl, "postgres", "postgres");
    assertThat(query("select version from objects.flyway_schema_history where version is not null"))
        .containsExactly(
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "15", "16", "21", "22",
            "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34");
  }

  @Test
  void migrate_fromEmptyBySeveral_once() throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database fresh");
    }
    String fresh = jdbcUrl.replace("/postgres", "/fresh");
    CompletableFuture.allOf(
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        CompletableFuture.runAsync(
                            () -> StorageSchema.migrate(fresh, "postgres", "postgres")))
                .toArray(CompletableFuture[]::new))
        .get(60, java.util.concurrent.TimeUnit.SECONDS);
    StorageSchema.migrate(fresh, "postgres", "postgres");
  }

  @Test
  void warmUp_anyState_answers() {
    await(
        MetadataWarmUp.run(
            store.ports().buckets(),
            store.ports().objects(),
            store.ports().uploads(),
            store.ports().listings()));
  }

  @Test
  void put_kmsObject_isFoundByItsKeyWithoutAnyKey() throws SQLException {
    BucketName bucket = bucket();
    String key = "arn:aws:kms:::key/" + UUID.randomUUID();
    NewObject plain =
        Records.object(Records.ref(bucket, "service"), Records.envelope(key), UUID.randomUUID());
    await(store.ports().objects().put(plain, new WriteCondition.Always()));
    assertThat(plain.sealing().encryption())
        .isInstanceOf(EncryptionDescription.ServiceManaged.class);
    assertThat(
            query(
                "select concat_ws(' ', key, encryption_mode, data_cipher, is_latest, version_id)"
                    + " from objects.object_version where wrapping_key_id = '"
                    + key
                    + "'"))
        .containsExactly("service SERVICE SM4 t null");
  }

  @Test
  void forget_blobWithBytes_takesThemAlong() throws SQLException {
    UUID blob = UUID.randomUUID();
    NewObject object = Records.object(Records.ref(bucket(), "k"), blob);
    String rows = "select count(*) from objects.blob_bytes where blob_id = '" + blob + "'";
    await(
        store
            .ports()
            .objects()
            .put(
                object,
                new WriteCondition.Always(),
                Optional.of(SealedBytes.adopt(new byte[8192]))));
    assertThat(query(rows)).containsExactly("1");
    await(
        store
            .ports()
            .objects()
            .delete(
                Wanted.current(object.ref()), new WriteCondition.Always(), Objects.Permit.any()));
    assertThat(query(rows)).containsExactly("1");
    assertThat(await(store.ports().references().collectable(1_000_000))).contains(blob);
    await(store.ports().references().forget(List.of(blob)));
    assertThat(query(rows)).containsExactly("0");
  }

  @Test
  void put_metadata_isQueryableJson() throws SQLException {
    BucketName bucket = bucket();
    NewObject full = Records.fullObject(Records.ref(bucket, "k"));
    await(store.ports().objects().put(full, new WriteCondition.Always()));
    assertThat(
            query(
                "select concat_ws('|', user_metadata ->> 'colour', system_metadata ->>"
                    + " 'content-type', kms_context ->> 'purpose') from objects.object_version"
                    + " where bucket = '"
                    + bucket
                    + "'"))
        .containsExactly("grün|text/plain|tests");
  }

  @Test
  void list_hundredThousandKeysUnderOnePrefix_skipsThem() throws SQLException {
    BucketName bucket = bucket();
    NewObject model = Records.object(Records.ref(bucket, "model"), UUID.randomUUID());
    await(store.ports().objects().put(model, new WriteCondition.Always()));
    copyTo(bucket, "select 'many/' || lpad(i::text, 6, '0') from generate_series(1, 100000) i");
    copyTo(bucket, "select 'p' || lpad(i::text, 4, '0') || '/x' from generate_series(1, 1500) i");
    long start = System.nanoTime();
    ListingPage page = list(bucket, "", "/", "");
    assertThat(page.commonPrefixes()).hasSize(999).startsWith("many/", "p0001/");
    assertThat(list(bucket, "", "/", page.next().orElseThrow()).commonPrefixes()).hasSize(502);
    assertThat(list(bucket, "many/", "", "many/099990").entries()).hasSize(10);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  /**
   * Where the statistics know of no marker, too: the index is the only one that serves a listing.
   */
  @Test
  void list_tenThousandMarkersUnderOnePrefix_readsNone() throws SQLException {
    BucketName bucket = bucket();
    NewObject model = Records.object(Records.ref(bucket, "model"), UUID.randomUUID());
    await(store.ports().objects().put(model, new WriteCondition.Always()));
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into objects.object_version"
              + " (bucket, key, version_id, is_latest, last_modified, delete_marker)"
              + " select '"
              + bucket
              + "', 'gone/' || i, 'null', true, now(), true from generate_series(1, 10000) i");
    }
    assertThat(list(bucket, "gone/", "", "").entries()).isEmpty();
    assertThat(list(bucket, "", "/", "").commonPrefixes()).isEmpty();
    assertThat(list(bucket, "", "", "").entries()).hasSize(1);
    String plan =
        String.join(
            "\n",
            query(
                "explain (analyze, timing off, costs off) "
                    + ObjectListing.IN_ORDER
                        .replace("$1", "'" + bucket + "'")
                        .replace("$2", "'gone/'")
                        .replace("$until", "and key < 'gone0'")
                        .replace("$3", "1001")));
    assertThat(plan).contains("object_listed").doesNotContain("Rows Removed by Filter");
  }

  private ListingPage list(BucketName bucket, String prefix, String delimiter, String after) {
    return await(
        store
            .ports()
            .listings()
            .list(
                new ListingQuery(
                    bucket,
                    prefix,
                    Optional.of(delimiter).filter(d -> !d.isEmpty()),
                    after,
                    1000)));
  }

  private void copyTo(BucketName bucket, String keys) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "insert into objects.object_version (bucket, key, version_id, is_latest, size,"
                    + " etag, last_modified, system_metadata, user_metadata, encryption_mode,"
                    + " data_cipher, envelope, manifest) select m.bucket, k.key, m.version_id,"
                    + " true, m.size, m.etag, m.last_modified, m.system_metadata,"
                    + " m.user_metadata, m.encryption_mode, m.data_cipher, m.envelope, m.manifest"
                    + " from objects.object_version m, ("
                    + keys
                    + ") k (key) where m.bucket = ? and m.key = 'model'")) {
      statement.setString(1, bucket.value());
      statement.executeUpdate();
    }
  }

  private BucketName bucket() {
    BucketName name = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(name)));
    return name;
  }

  private <T> T await(io.smallrye.mutiny.Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }
}
