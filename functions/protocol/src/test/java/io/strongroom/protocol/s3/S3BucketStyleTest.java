package io.strongroom.protocol.s3;

import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3BucketStyleTest {

  private static final S3BucketStyle STYLE = new S3BucketStyle("us-east-1");

  @Test
  void head_namesRegion() {
    WireResponse response = STYLE.head(bucket("eu-west-1"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("x-amz-bucket-region")).hasValue("eu-west-1");
  }

  @Test
  void location_firstRegion_isEmpty() {
    assertThat(Requests.text(STYLE.location(bucket("us-east-1"))))
        .isEqualTo("<LocationConstraint" + S3_NAMESPACE + "></LocationConstraint>");
  }

  @Test
  void location_otherRegion_named() {
    assertThat(Requests.text(STYLE.location(bucket("eu-west-1"))))
        .isEqualTo("<LocationConstraint" + S3_NAMESPACE + ">eu-west-1</LocationConstraint>");
  }

  @Test
  void configurationOf_unconfigured_isServiceManaged() {
    assertThat(STYLE.configurationOf(new BucketName("bucket")))
        .isEqualTo(EncryptionConfiguration.serviceDefault());
  }

  private static Bucket bucket(String region) {
    return new Bucket(
        new BucketName("bucket"), "000000000000", region, Instant.EPOCH, Optional.empty());
  }
}
