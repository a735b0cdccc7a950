package io.strongroom.protocol.s3;

import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3BucketStyleTest {

  private static final S3BucketStyle STYLE = new S3BucketStyle(Region.of("us-east-1"));

  @ParameterizedTest
  @CsvSource({
    "xn--bucket, true",
    "sthree-bucket, true",
    "amzn-s3-demo-bucket, true",
    "bucket-s3alias, true",
    "bucket--ol-s3, true",
    "bucket.mrap, true",
    "bucket--x-s3, true",
    "bucket--table-s3, true",
    "bucket-sthree-x, false",
    "s3alias-bucket, false",
    "bucket, false"
  })
  void reserves_namesThatMeanSomethingElse(String name, boolean reserved) {
    assertThat(STYLE.reserves(new BucketName(name))).isEqualTo(reserved);
  }

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
        new BucketName("bucket"),
        AccountId.of("000000000000"),
        Region.of(region),
        Instant.EPOCH,
        Optional.empty());
  }
}
