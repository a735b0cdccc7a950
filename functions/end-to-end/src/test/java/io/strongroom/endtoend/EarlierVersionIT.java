package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What an earlier version stored (fixture-v2) is listed, read, re-keyed and deleted by this one.
 */
@OneProcess
class EarlierVersionIT {

  private static final String BUCKET = "fixture";

  /** Of somebody beside the root, whom an operator had added to the file. */
  private static final String USER_KEY = "AKIAEARLIERVERSION01";

  private static final String USER_SECRET = "earlier-version-secret-of-forty-letters0";

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
        assertRightsAsBefore(strongroom);
        reKey(strongroom);
        end(strongroom.s3());
        assertThat(one(url, "select count(*) from objects.blob where refs > 0")).isEqualTo("0");
        assertThat(strongroom.log()).doesNotContain("ALARM");
      }
    }
  }

  /** The upgrade widens and narrows nothing: users of the file had everything but identities. */
  private static void assertRightsAsBefore(Strongroom strongroom) {
    AwsCredentialsProvider user =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(USER_KEY, USER_SECRET));
    assertContent(strongroom.s3(user), "modes/SSE_S3", Mode.SSE_S3, 1000);
    assertContent(strongroom.s3(user), "modes/SSE_KMS", Mode.SSE_KMS, 1001);
    strongroom.s3(user).createBucket(create -> create.bucket("of-the-user"));
    strongroom.s3(user).deleteBucket(delete -> delete.bucket("of-the-user"));
    assertThatThrownBy(() -> strongroom.iam(user).listUsers()).isInstanceOf(IamException.class);
    assertThat(strongroom.iam(strongroom.root()).listUsers().users()).isEmpty();
    assertThatThrownBy(() -> strongroom.s3().getBucketPolicy(policy -> policy.bucket(BUCKET)))
        .hasMessageContaining("The bucket policy does not exist");
    assertThatThrownBy(
            () ->
                assertContent(
                    strongroom.s3(AnonymousCredentialsProvider.create()),
                    "modes/SSE_S3",
                    Mode.SSE_S3,
                    1000))
        .isInstanceOf(S3Exception.class);
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
    for (Mode mode : EnumSet.complementOf(EnumSet.of(Mode.DSSE))) {
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
    Files.writeString(
        data.resolve("identity.properties"),
        """
        user.access-key-id=%s
        user.secret-access-key=%s
        user.principal=arn:aws:iam::000000000000:user/user
        """
            .formatted(USER_KEY, USER_SECRET),
        StandardOpenOption.APPEND);
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
