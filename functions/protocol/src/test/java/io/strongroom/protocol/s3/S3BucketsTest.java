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

class S3BucketsTest {

  @Test
  void head_namesRegion() {
    WireResponse response = S3Buckets.head(bucket("eu-west-1"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("x-amz-bucket-region")).hasValue("eu-west-1");
  }

  @Test
  void location_firstRegion_isEmpty() {
    assertThat(Requests.text(S3Buckets.location(bucket("us-east-1"))))
        .isEqualTo("<LocationConstraint" + S3_NAMESPACE + "></LocationConstraint>");
  }

  @Test
  void location_otherRegion_named() {
    assertThat(Requests.text(S3Buckets.location(bucket("eu-west-1"))))
        .isEqualTo("<LocationConstraint" + S3_NAMESPACE + ">eu-west-1</LocationConstraint>");
  }

  @Test
  void defaultConfiguration_isServiceManaged() {
    assertThat(S3Buckets.defaultConfiguration(new BucketName("bucket")))
        .isEqualTo(EncryptionConfiguration.serviceDefault());
  }

  private static Bucket bucket(String region) {
    return new Bucket(
        new BucketName("bucket"), "000000000000", region, Instant.EPOCH, Optional.empty());
  }
}
