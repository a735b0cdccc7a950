package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.storage.StorageSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What migrations do to rows that are there already. */
final class MigrationTest {

  private static final String USER = "postgres";
  private static final String PART_BLOB = "00000000-0000-0000-0000-000000000001";
  private static final String OBJECT_BLOB = "00000000-0000-0000-0000-000000000002";

  @Test
  void v2_uploadUnderWay_endsAndReleasesItsBlobs() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl(USER, USER);
      migrateTo(url, "1");
      try (Connection connection = DriverManager.getConnection(url, USER, USER);
          Statement statement = connection.createStatement()) {
        insertUpload(statement);
        StorageSchema.migrate(url, USER, USER);
        assertThat(one(statement, "select count(*) from objects.upload")).isEqualTo("0");
        assertThat(one(statement, blob(PART_BLOB))).isEqualTo("0 t");
        assertThat(one(statement, blob(OBJECT_BLOB))).isEqualTo("1 f");
      }
    }
  }

  @Test
  void v5_uploadsOfEitherRule_getTheFactsTheRuleStoodFor() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl(USER, USER);
      migrateTo(url, "4");
      try (Connection connection = DriverManager.getConnection(url, USER, USER);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into objects.bucket (name, owner, region, created_at)"
                + " values ('b', 'o', 'r', now())");
        insertUpload(statement, "a", "'S3', 'KMS'");
        StorageSchema.migrate(url, USER, USER);
        // As a process of the version before goes on doing it.
        insertUpload(statement, "b", "'OBS', 'CUSTOMER'");
        insertUpload(statement, "c", "'S3', 'SERVICE'");
        assertThat(one(statement, facts("a"))).isEqualTo("OPAQUE 5242880 CRC64NVME S3");
        assertThat(one(statement, facts("b"))).isEqualTo("SEALED_MD5 102400 OBS");
        assertThat(one(statement, facts("c"))).isEqualTo("PLAINTEXT_MD5 5242880 CRC64NVME S3");
      }
    }
  }

  private static void insertUpload(Statement statement, String id, String ruleAndMode)
      throws SQLException {
    statement.execute(
        """
        insert into objects.upload (id, bucket, key, initiated_at, owner, system_metadata,
            user_metadata, etag_rule, encryption_mode, data_cipher, envelope, part_envelope,
            service_key_id, service_bucket_key, service_wrapped)
          values ('%s', 'b', 'k', now(), 'o', '{}', '{}', %s, 'AES_256', '', '', 's', '', '');
        """
            .formatted(id, ruleAndMode));
  }

  private static String facts(String id) {
    return "select concat_ws(' ', etag_source, least_part_bytes, default_checksum, etag_rule)"
        + " from objects.upload where id = '%s'".formatted(id);
  }

  @Test
  void v3_objectsThere_getTheBlobsOfTheirManifests() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
      String url = server.getJdbcUrl(USER, USER);
      migrateTo(url, "2");
      try (Connection connection = DriverManager.getConnection(url, USER, USER);
          Statement statement = connection.createStatement()) {
        statement.execute(
            "insert into objects.bucket (name, owner, region, created_at)"
                + " values ('b', 'o', 'r', now()), ('c', 'o', 'r', now())");
        insertObject(statement, "whole", "53524d31");
        insertObject(statement, "damaged", "52524d31");
        StorageSchema.migrate(url, USER, USER);
        assertThat(one(statement, blobIds("whole")))
            .isEqualTo("{%s,%s}".formatted(PART_BLOB, OBJECT_BLOB));
        assertThat(one(statement, blobIds("damaged"))).isNull();
        assertThat(one(statement, "select count(distinct revision) from objects.bucket"))
            .isEqualTo("2");
      }
    }
  }

  /** A manifest of three parts, two of them in one blob. */
  private static void insertObject(Statement statement, String key, String magic)
      throws SQLException {
    StringBuilder manifest = new StringBuilder(magic + "01" + "0003");
    for (String blob : new String[] {PART_BLOB, OBJECT_BLOB, PART_BLOB}) {
      manifest.append("0001").append(blob.replace("-", "")).append("00".repeat(40));
    }
    statement.execute(
        """
        insert into objects.object_version (bucket, key, version_id, is_latest, size, etag,
            last_modified, system_metadata, user_metadata, encryption_mode, data_cipher, envelope,
            manifest)
          values ('b', '%s', 'null', true, 1, 'e', now(), '{}', '{}', 'SERVICE', 'AES_256', '',
            decode('%s', 'hex'));
        """
            .formatted(key, manifest + "00".repeat(32)));
  }

  private static String blobIds(String key) {
    return "select blob_ids from objects.object_version where key = '" + key + "'";
  }

  private static void migrateTo(String url, String version) {
    Flyway.configure()
        .dataSource(url, USER, USER)
        .schemas("objects")
        .locations("classpath:db/migration/objects")
        .target(version)
        .load()
        .migrate();
  }

  private static void insertUpload(Statement statement) throws SQLException {
    statement.execute(
        """
        insert into objects.bucket (name, owner, region, created_at) values ('b', 'o', 'r', now());
        insert into objects.blob (id, refs) values ('%s', 1), ('%s', 1);
        insert into objects.upload (id, bucket, key, initiated_at, owner, system_metadata,
            user_metadata, etag_rule, encryption_mode, data_cipher, envelope, service_key_id,
            service_bucket_key, service_wrapped)
          values ('u', 'b', 'k', now(), 'o', '{}', '{}', 'S3', 'SERVICE', 'AES_256', '', 's', '', '');
        insert into objects.upload_part (upload_id, number, blob_id, size, commitment, etag,
            last_modified)
          values ('u', 1, '%s', 1, '', 'e', now());
        """
            .formatted(PART_BLOB, OBJECT_BLOB, PART_BLOB));
  }

  private static String blob(String id) {
    return "select refs || ' ' || left((marked_at is not null)::text, 1) from objects.blob"
        + " where id = '%s'".formatted(id);
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
