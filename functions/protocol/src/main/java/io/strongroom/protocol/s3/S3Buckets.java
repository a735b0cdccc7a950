package io.strongroom.protocol.s3;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;

/** How S3 shows buckets. */
final class S3Buckets {

  /** The oldest region, which documents leave out. */
  static final String FIRST_REGION = "us-east-1";

  private S3Buckets() {}

  static WireResponse head(Bucket bucket) {
    return WireResponse.of(200, Headers.none().and("x-amz-bucket-region", bucket.region()));
  }

  static WireResponse location(Bucket bucket) {
    String region = bucket.region().equals(FIRST_REGION) ? "" : bucket.region();
    return XmlAnswer.of(
        XmlWriter.document("LocationConstraint", S3Vocabulary.words().xmlNamespace()).text(region));
  }

  static void particulars(XmlWriter xml, Bucket bucket) {
    xml.element("BucketRegion", bucket.region());
  }

  /** S3: since January 2023 every bucket has a configuration. */
  static EncryptionConfiguration defaultConfiguration(BucketName bucket) {
    return EncryptionConfiguration.serviceDefault();
  }
}
