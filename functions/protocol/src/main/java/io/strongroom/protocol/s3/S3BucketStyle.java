package io.strongroom.protocol.s3;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.dialect.BucketStyle;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;

/** How S3 shows buckets. */
record S3BucketStyle(String region) implements BucketStyle {

  /** The oldest region, which documents leave out. */
  static final String FIRST_REGION = "us-east-1";

  /** S3: names that mean something else than a bucket of this kind. */
  private static final List<String> RESERVED_BEGINNINGS =
      List.of("xn--", "sthree-", "amzn-s3-demo-");

  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  @Override
  public boolean reserves(BucketName name) {
    return RESERVED_BEGINNINGS.stream().anyMatch(name.value()::startsWith)
        || RESERVED_ENDS.stream().anyMatch(name.value()::endsWith);
  }

  /** S3: true in the oldest region only. */
  @Override
  public boolean createdAgain() {
    return region.equals(FIRST_REGION);
  }

  @Override
  public WireResponse head(Bucket bucket) {
    return WireResponse.of(200, Headers.none().and("x-amz-bucket-region", bucket.region()));
  }

  @Override
  public WireResponse location(Bucket bucket) {
    String named = bucket.region().equals(FIRST_REGION) ? "" : bucket.region();
    return XmlAnswer.of(
        XmlWriter.document("LocationConstraint", S3Vocabulary.words().xmlNamespace()).text(named));
  }

  @Override
  public void list(XmlWriter xml, Bucket bucket) {
    xml.element("BucketRegion", bucket.region());
  }

  /** S3: since January 2023 every bucket has a configuration. */
  @Override
  public EncryptionConfiguration configurationOf(BucketName unconfigured) {
    return EncryptionConfiguration.serviceDefault();
  }

  /** S3: takes the name of a key that does not exist. */
  @Override
  public UnknownKey unknownKey() {
    return UnknownKey.ACCEPTED;
  }
}
