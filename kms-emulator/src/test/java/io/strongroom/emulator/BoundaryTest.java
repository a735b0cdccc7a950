package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** A service whose calls are bounded: the rights of a function that writes objects. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class BoundaryTest {

  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final Map<String, String> OF_OBJECT = Map.of("aws:s3:arn", "arn:aws:s3:::b/k");
  private static final Map<String, String> OF_UPLOAD =
      Map.of("aws:s3:arn", "arn:aws:s3:::b/k", "strongroom:use", "upload");

  @Inject KmsEndpoint endpoint;

  private KmsClient writer() {
    return Clients.kms(
        endpoint.uri().orElseThrow(), PostgresResource.WRITER_ACCESS_KEY, "eu-west-1");
  }

  private KmsClient alice() {
    return Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-west-1");
  }

  private String keyOfAlice() {
    try (KmsClient kms = alice()) {
      return kms.createKey().keyMetadata().arn();
    }
  }

  private static SdkBytes generate(KmsClient kms, String key, Map<String, String> context) {
    return kms.generateDataKey(
            r ->
                r.keyId(key)
                    .numberOfBytes(32)
                    .encryptionContext(context)
                    .overrideConfiguration(c -> c.putHeader("x-strongroom-on-behalf-of", ALICE)))
        .ciphertextBlob();
  }

  private static SdkBytes decrypt(KmsClient kms, SdkBytes blob, Map<String, String> context) {
    return kms.decrypt(
            r ->
                r.ciphertextBlob(blob)
                    .encryptionContext(context)
                    .overrideConfiguration(c -> c.putHeader("x-strongroom-on-behalf-of", ALICE)))
        .plaintext();
  }

  @Test
  void decrypt_keyOfAnUpload_allowed() {
    String key = keyOfAlice();
    try (KmsClient kms = writer()) {
      SdkBytes blob = generate(kms, key, OF_UPLOAD);
      assertThat(decrypt(kms, blob, OF_UPLOAD).asByteArrayUnsafe()).hasSize(32);
    }
  }

  @Test
  void decrypt_keyOfAnObject_refusedThoughTheUserMay() {
    String key = keyOfAlice();
    try (KmsClient kms = writer();
        KmsClient alice = alice()) {
      SdkBytes blob = generate(kms, key, OF_OBJECT);
      assertThatThrownBy(() -> decrypt(kms, blob, OF_OBJECT))
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("no permissions boundary allows the kms:Decrypt action");
      assertThat(
              alice
                  .decrypt(r -> r.ciphertextBlob(blob).encryptionContext(OF_OBJECT))
                  .plaintext()
                  .asByteArrayUnsafe())
          .hasSize(32);
    }
  }

  @Test
  void call_actionThatIsNotInTheBoundary_refused() {
    try (KmsClient kms = writer()) {
      assertThatThrownBy(kms::listKeys)
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("kms:ListKeys");
      assertThatThrownBy(kms::createKey).isInstanceOf(KmsException.class);
    }
  }

  @Test
  void decrypt_boundaryAllowsButTheKeyDoesNot_refused() {
    String key = keyOfAlice();
    try (KmsClient kms = writer()) {
      SdkBytes blob = generate(kms, key, OF_UPLOAD);
      assertThatThrownBy(
              () -> kms.decrypt(r -> r.ciphertextBlob(blob).encryptionContext(OF_UPLOAD)))
          .isInstanceOf(KmsException.class)
          .hasMessageContaining("not allowed to access");
    }
  }
}
