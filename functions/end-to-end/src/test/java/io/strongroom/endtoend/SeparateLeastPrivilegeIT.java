package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What each function could do if somebody took it over: its own work. The suites show it can. */
@ExtendWith(StrongroomExtension.class)
class SeparateLeastPrivilegeIT {

  private static final Map<String, String> UPLOAD = Map.of("strongroom:use", "upload");

  private final Strongroom strongroom;

  SeparateLeastPrivilegeIT(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  private void query(String function, String sql) throws SQLException, IOException {
    String password =
        Files.readString(strongroom.separate().secret("database/" + function)).strip();
    String role = "strongroom_" + function.replace('-', '_');
    try (Connection connection =
            DriverManager.getConnection(strongroom.separate().jdbcUrl(), role, password);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-object                   | insert into objects.blob (id, refs) values (gen_random_uuid(), 1)
          get-object                   | update objects.object_version set etag = ''
          get-object                   | delete from objects.object_version
          get-object                   | select * from objects.upload
          get-object                   | insert into objects.blob_bytes select * from objects.blob_bytes
          put-object                   | select * from objects.blob_bytes
          put-object                   | delete from objects.blob_bytes
          copy-object                  | update objects.blob_bytes set bytes = ''
          manage-bucket                | select * from objects.blob_bytes
          put-object                   | delete from objects.object_version
          put-object                   | delete from objects.blob
          put-object                   | update objects.bucket set owner = 'me'
          put-object                   | insert into objects.bucket select * from objects.bucket
          copy-object                  | delete from objects.object_version
          copy-object                  | delete from objects.upload
          manage-bucket                | update objects.object_version set envelope = ''
          manage-bucket                | insert into objects.object_version (bucket, key, version_id, size) values ('b', 'k', 'null', 1)
          manage-bucket                | update objects.bucket set owner = 'me'
          put-encryption-configuration | select envelope from objects.object_version
          put-encryption-configuration | update objects.bucket set owner = 'me'
          put-encryption-configuration | delete from objects.bucket
          manage-jobs                  | update objects.bucket set owner = 'me'
          manage-jobs                  | delete from objects.blob
          manage-jobs                  | delete from objects.bucket
          manage-jobs                  | delete from objects.upload
          manage-jobs                  | update objects.blob_bytes set bytes = ''
          manage-bucket                | select * from objects.job
          manage-jobs                  | select secret from objects.version_secret
          generate-data-key            | select * from objects.bucket
          generate-data-key            | select * from objects.object_version
          put-object                   | select * from kms.key_material
          get-object                   | select * from kms.kms_key
          kms                          | select * from objects.bucket
          put-object                   | create table objects.more (id integer)
          put-object                   | select * from objects.flyway_schema_history
          """)
  void role_beyondItsFunction_isDenied(String function, String sql) {
    assertThatThrownBy(() -> query(function, sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("42501"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-object                   | select envelope from objects.object_version limit 1
          put-object                   | select name from objects.bucket for key share
          manage-jobs                  | select wrapping_key_id from objects.object_version limit 1
          manage-jobs                  | update objects.object_version set envelope = '' where bucket = ''
          manage-jobs                  | delete from objects.object_version where bucket = ''
          manage-bucket                | delete from objects.upload_part
          put-encryption-configuration | update objects.bucket set encryption_algorithm = null
          """)
  void role_ofItsFunction_isAllowed(String function, String sql) throws Exception {
    query(function, sql);
  }

  private KmsClient as(String function) throws IOException {
    Properties credentials = new Properties();
    try (InputStream in =
        Files.newInputStream(
            strongroom.separate().secret("functions/" + function + "/credentials.properties"))) {
      credentials.load(in);
    }
    return strongroom.kms(
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(
                credentials.getProperty("service.access-key-id"),
                credentials.getProperty("service.secret-access-key"))));
  }

  private SdkBytes wrapped(Map<String, String> context) {
    return strongroom
        .kms()
        .generateDataKeyWithoutPlaintext(
            request ->
                request
                    .keyId(strongroom.kmsKey())
                    .keySpec(DataKeySpec.AES_256)
                    .encryptionContext(context))
        .ciphertextBlob();
  }

  private static void requireDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
  }

  @Test
  void putObject_makesDataKeys_andOpensThoseOfOpenUploadsOnly() throws Exception {
    SdkBytes ofObject = wrapped(Map.of("aws:s3:arn", "arn:aws:s3:::b/k"));
    SdkBytes ofUpload = wrapped(UPLOAD);
    try (KmsClient kms = as("put-object")) {
      assertThat(
              kms.generateDataKey(
                      request -> request.keyId(strongroom.kmsKey()).keySpec(DataKeySpec.AES_256))
                  .plaintext()
                  .asByteArray())
          .hasSize(32);
      assertThat(
              kms.decrypt(request -> request.ciphertextBlob(ofUpload).encryptionContext(UPLOAD))
                  .plaintext()
                  .asByteArray())
          .hasSize(32);
      requireDenied(
          () ->
              kms.decrypt(
                  request ->
                      request
                          .ciphertextBlob(ofObject)
                          .encryptionContext(Map.of("aws:s3:arn", "arn:aws:s3:::b/k"))));
      requireDenied(() -> kms.decrypt(request -> request.ciphertextBlob(wrapped(Map.of()))));
      requireDenied(kms::createKey);
    }
  }

  @Test
  void getObject_opens_andMakesNoDataKeys() throws Exception {
    SdkBytes wrapped = wrapped(Map.of());
    try (KmsClient kms = as("get-object")) {
      assertThat(kms.decrypt(request -> request.ciphertextBlob(wrapped)).plaintext().asByteArray())
          .hasSize(32);
      requireDenied(
          () ->
              kms.generateDataKey(
                  request -> request.keyId(strongroom.kmsKey()).keySpec(DataKeySpec.AES_256)));
      requireDenied(
          () ->
              kms.encrypt(
                  request ->
                      request.keyId(strongroom.kmsKey()).plaintext(SdkBytes.fromUtf8String("x"))));
    }
  }

  @ParameterizedTest
  @CsvSource({"manage-bucket", "put-encryption-configuration"})
  void functionWithoutObjects_looksAtKeysOnly(String function) throws Exception {
    SdkBytes wrapped = wrapped(Map.of());
    try (KmsClient kms = as(function)) {
      assertThat(kms.describeKey(request -> request.keyId(strongroom.kmsKey())).keyMetadata().arn())
          .isEqualTo(strongroom.kmsKey());
      requireDenied(() -> kms.decrypt(request -> request.ciphertextBlob(wrapped)));
      requireDenied(
          () ->
              kms.generateDataKey(
                  request -> request.keyId(strongroom.kmsKey()).keySpec(DataKeySpec.AES_256)));
    }
  }
}
