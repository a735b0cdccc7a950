package io.strongroom.protocol.http.sse;

import static io.strongroom.protocol.http.sse.SseFixture.OBS;
import static io.strongroom.protocol.http.sse.SseFixture.S3;
import static io.strongroom.protocol.http.sse.SseFixture.SSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.protocol.http.Headers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EncryptionEchoHeadersTest {

  private static final String ARN = "arn:aws-cn:kms:cn-north-4:000000000000:key/522d6070";

  private final EncryptionEchoHeaders s3 = new EncryptionEchoHeaders(S3);
  private final EncryptionEchoHeaders obs = new EncryptionEchoHeaders(OBS);

  @Test
  void add_serviceManaged_algorithmOnly() {
    EncryptionEcho echo = echo(new EncryptionDescription.ServiceManaged());

    assertThat(s3.addSettled(Headers.none(), echo, Headers.none()).fields())
        .containsExactly(new Headers.Field(SSE, "AES256"));
    assertThat(obs.add(Headers.none(), echo).fields())
        .containsExactly(new Headers.Field("x-obs-server-side-encryption", "AES256"));
  }

  @Test
  void add_unencrypted_nothing() {
    EncryptionEcho echo = echo(new EncryptionDescription.Unencrypted());

    assertThat(obs.addSettled(Headers.none(), echo, Headers.none()).fields()).isEmpty();
  }

  @Test
  void add_kmsWithoutBucketKey_keyArnAndNoFlag() {
    assertThat(s3.add(Headers.none(), echo(kms(false, DataCipher.AES_256))).fields())
        .containsExactly(
            new Headers.Field(SSE, "aws:kms"), new Headers.Field(SSE + "-aws-kms-key-id", ARN));
  }

  @Test
  void add_kmsWithBucketKeyAndSm4_said() {
    Headers headers = s3.add(Headers.none(), echo(kms(true, DataCipher.SM4)));

    assertThat(headers.first(SSE + "-bucket-key-enabled")).contains("true");
    assertThat(headers.first("x-amz-server-side-data-encryption")).contains("SM4");
    assertThat(headers.has(SSE + "-context")).isFalse();
  }

  @Test
  void addSettled_kms_callersPairs() {
    Headers headers =
        s3.addSettled(Headers.none(), echo(kms(false, DataCipher.AES_256)), Headers.none());

    assertThat(headers.first(SSE + "-context").flatMap(ContextHeader::parse))
        .contains(new EncryptionContext(Map.of("a", "ü\"")));
  }

  @Test
  void addSettled_kmsWithoutPairs_noHeader() {
    EncryptionEcho echo =
        echo(
            new EncryptionDescription.KmsManaged(
                KmsKeyId.of(ARN), EncryptionContext.empty(), false, DataCipher.AES_256));

    assertThat(s3.addSettled(Headers.none(), echo, Headers.none()).has(SSE + "-context")).isFalse();
  }

  @Test
  void addSettled_projectOfTheKey_repeated() {
    Headers request = SseFixture.headers("x-obs-sse-kms-key-project-id", "p1");
    Headers headers = obs.addSettled(Headers.none(), echo(kms(false, DataCipher.AES_256)), request);

    assertThat(headers.first("x-obs-sse-kms-key-project-id")).contains("p1");
  }

  @Test
  void add_obsKms_longFormOfTheKey() {
    Headers headers = obs.add(Headers.none(), echo(kms(false, DataCipher.SM4)));

    assertThat(headers.first("x-obs-server-side-encryption")).contains("kms");
    assertThat(headers.first("x-obs-server-side-encryption-kms-key-id"))
        .contains("cn-north-4:000000000000:key/522d6070");
    assertThat(headers.first("x-obs-server-side-data-encryption")).contains("SM4");
  }

  @Test
  void add_opaqueKeyName_verbatim() {
    EncryptionDescription described =
        new EncryptionDescription.KmsManaged(
            KmsKeyId.of("transit/key"), EncryptionContext.empty(), false, DataCipher.AES_256);

    assertThat(
            obs.add(Headers.none(), echo(described))
                .first("x-obs-server-side-encryption-kms-key-id"))
        .contains("transit/key");
  }

  @Test
  void add_customerKey_echoesTheMd5AndNoEncryptionHeader() {
    EncryptionEcho echo =
        new EncryptionEcho(new EncryptionDescription.CustomerProvided(), Optional.of("md5=="));

    assertThat(s3.add(Headers.none(), echo).fields())
        .containsExactly(
            new Headers.Field(SSE + "-customer-algorithm", "AES256"),
            new Headers.Field(SSE + "-customer-key-md5", "md5=="));
  }

  @Test
  void add_customerKeyNotInTheRequest_nothing() {
    assertThat(s3.add(Headers.none(), echo(new EncryptionDescription.CustomerProvided())).fields())
        .isEmpty();
  }

  private static EncryptionDescription kms(boolean bucketKey, DataCipher cipher) {
    return new EncryptionDescription.KmsManaged(
        KmsKeyId.of(ARN), new EncryptionContext(Map.of("a", "ü\"")), bucketKey, cipher);
  }

  private static EncryptionEcho echo(EncryptionDescription description) {
    return new EncryptionEcho(description, Optional.empty());
  }
}
