package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What an earlier version stored (fixture-v2) is listed, read, re-keyed and deleted by this one.
 */
@OneProcess
class EarlierVersionIT {

  private static final String BUCKET = "fixture";

  /** Version of each schema when the fixture was made. */
  private static final Map<String, String> SCHEMAS = Map.of("objects", "2", "kms", "5");

  private final Path fixture =
      Path.of(Objects.requireNonNull(getClass().getResource("/fixture-v2/README.md")).getPath())
          .getParent();

  @Test
  void dataOfVersionTwo_isListedReadReKeyedAndDeleted() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      restore(url);
      TemporaryFolder folder = TemporaryFolder.create("strongroom-earlier");
      RunningServer server =
          RunningServer.start(
              data(folder),
              "--database-url=postgresql://postgres@127.0.0.1:" + postgres.getPort() + "/postgres");
      try (Strongroom strongroom = Strongroom.of(new Gateway(server.awaitReady(), folder))) {
        assertReadable(strongroom.s3());
        reKey(strongroom);
        end(strongroom.s3());
        assertThat(one(url, "select count(*) from objects.blob where refs > 0")).isEqualTo("0");
        assertThat(strongroom.log()).doesNotContain("ALARM");
      }
    }
  }

  private void assertReadable(S3Client s3) {
    assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactly(
            "copy",
            "modes/BUCKET_KEY",
            "modes/SM4",
            "modes/SSE_C",
            "modes/SSE_KMS",
            "modes/SSE_S3",
            "parts");
    for (Mode mode : Mode.values()) {
      assertContent(s3, "modes/" + mode, mode, 1000 + mode.ordinal());
    }
    assertContent(s3, "copy", Mode.SSE_KMS, 1001);
    assertContent(s3, "parts", Mode.SSE_S3, 2000);
  }

  private static void assertContent(S3Client s3, String key, Mode mode, int size) {
    assertThat(
            s3.getObjectAsBytes(
                    get -> get.bucket(BUCKET).key(key).overrideConfiguration(with(mode.onRead())))
                .asByteArray())
        .as(key)
        .isEqualTo(Samples.bytes(size));
  }

  private static void reKey(Strongroom strongroom) {
    S3Client s3 = strongroom.s3();
    for (String key : List.of("modes/SSE_S3", "modes/SSE_KMS", "parts")) {
      s3.updateObjectEncryption(
          update ->
              update
                  .bucket(BUCKET)
                  .key(key)
                  .objectEncryption(
                      encryption -> encryption.ssekms(kms -> kms.kmsKeyArn(strongroom.kmsKey()))));
    }
    assertContent(s3, "modes/SSE_S3", Mode.SSE_KMS, 1000);
    assertContent(s3, "modes/SSE_KMS", Mode.SSE_KMS, 1001);
    assertContent(s3, "copy", Mode.SSE_KMS, 1001);
    assertContent(s3, "parts", Mode.SSE_KMS, 2000);
  }

  private static void end(S3Client s3) {
    List<MultipartUpload> running = s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads();
    assertThat(running).extracting(MultipartUpload::key).containsExactly("open");
    s3.abortMultipartUpload(
        end -> end.bucket(BUCKET).key("open").uploadId(running.getFirst().uploadId()));
    s3.listObjectsV2(list -> list.bucket(BUCKET))
        .contents()
        .forEach(object -> s3.deleteObject(delete -> delete.bucket(BUCKET).key(object.key())));
    s3.deleteBucket(delete -> delete.bucket(BUCKET));
  }

  private Path data(TemporaryFolder folder) throws IOException {
    Path data = folder.resolve("data");
    var owner = PosixFilePermissions.fromString("rwx------");
    try (Stream<Path> files = Files.walk(fixture)) {
      for (Path from : files.toList()) {
        Path to = data.resolve(fixture.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to, PosixFilePermissions.asFileAttribute(owner));
        } else {
          Files.copy(from, to);
          Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
        }
      }
    }
    return data;
  }

  private void restore(String url) throws SQLException, IOException {
    for (Map.Entry<String, String> schema : SCHEMAS.entrySet()) {
      Flyway.configure()
          .dataSource(url, "postgres", "postgres")
          .schemas(schema.getKey())
          .locations("classpath:db/migration/" + schema.getKey())
          .target(schema.getValue())
          .load()
          .migrate();
      try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
          Stream<Path> tables = Files.list(fixture.resolve(schema.getKey()))) {
        // Rows come table by table, in no order that references would allow.
        execute(connection, "set session_replication_role = replica");
        for (Path table : tables.toList()) {
          copy(connection, schema.getKey(), table);
        }
      }
    }
  }

  private static void copy(Connection connection, String schema, Path file)
      throws SQLException, IOException {
    String table = schema + "." + file.getFileName().toString().replace(".copy", "");
    String[] content = Files.readString(file).split("\n", 2);
    execute(connection, "delete from " + table);
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + table + " (" + content[0] + ") from stdin", new StringReader(content[1]));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String one(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
