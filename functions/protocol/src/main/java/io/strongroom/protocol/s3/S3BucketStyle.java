package io.strongroom.protocol.s3;

import io.strongroom.crypto.name.Region;
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
import java.util.Set;

/** How S3 shows buckets. */
record S3BucketStyle(Region region) implements BucketStyle {

  /** The oldest region, which documents leave out. */
  static final Region FIRST_REGION = Region.of("us-east-1");

  /** S3: names that mean something else than a bucket of this kind. */
  private static final List<String> RESERVED_BEGINNINGS =
      List.of("xn--", "sthree-", "amzn-s3-demo-");

  private static final List<String> RESERVED_ENDS =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  /** Source: "Amazon Simple Storage Service endpoints and quotas", AWS general reference. */
  private static final Set<String> REGIONS =
      Set.of(
          ("af-south-1 ap-east-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1"
                  + " ap-south-2 ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4"
                  + " ap-southeast-5 ap-southeast-6 ap-southeast-7 ca-central-1 ca-west-1"
                  + " eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2"
                  + " eu-west-3 il-central-1 me-central-1 me-south-1 mx-central-1 sa-east-1"
                  + " us-east-1 us-east-2 us-west-1 us-west-2 us-gov-east-1 us-gov-west-1"
                  + " cn-north-1 cn-northwest-1")
              .split(" ", -1));

  @Override
  public boolean reserves(BucketName name) {
    return RESERVED_BEGINNINGS.stream().anyMatch(name.value()::startsWith)
        || RESERVED_ENDS.stream().anyMatch(name.value()::endsWith);
  }

  @Override
  public boolean knowsRegion(String name) {
    return name.equals(region.value()) || REGIONS.contains(name);
  }

  /** S3: true in the oldest region only. */
  @Override
  public boolean createdAgain() {
    return region.equals(FIRST_REGION);
  }

  @Override
  public WireResponse head(Bucket bucket) {
    return WireResponse.of(200, Headers.none().and("x-amz-bucket-region", bucket.region().value()));
  }

  @Override
  public WireResponse location(Bucket bucket) {
    String named = bucket.region().equals(FIRST_REGION) ? "" : bucket.region().value();
    return XmlAnswer.of(
        XmlWriter.document("LocationConstraint", S3Vocabulary.words().xmlNamespace()).text(named));
  }

  @Override
  public void list(XmlWriter xml, Bucket bucket) {
    xml.element("BucketRegion", bucket.region().value()).element("BucketArn", bucket.name().arn());
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
