package io.strongroom.protocol.http.listing;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.ServiceOperations;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListBucketsCodecTest {

  private static final List<Bucket> BUCKETS =
      List.of(bucket("beta"), bucket("alpha"), bucket("alpine"));

  private final ListBucketsCodec codec =
      new ListBucketsCodec(
          S3,
          (xml, bucket) -> xml.element("BucketRegion", bucket.region().value()),
          region -> !region.equals("eu-east-1"));

  @Test
  void render_all_byName() {
    assertThat(Requests.text(codec.render(request().build(), BUCKETS.subList(0, 2))))
        .isEqualTo(
            "<ListAllMyBucketsResult"
                + S3_NAMESPACE
                + "><Owner><ID>000000000000</ID><DisplayName>000000000000</DisplayName></Owner>"
                + "<Buckets><Bucket><Name>alpha</Name>"
                + "<CreationDate>1970-01-01T00:00:00.000Z</CreationDate>"
                + "<BucketRegion>eu-west-1</BucketRegion></Bucket>"
                + "<Bucket><Name>beta</Name>"
                + "<CreationDate>1970-01-01T00:00:00.000Z</CreationDate>"
                + "<BucketRegion>eu-west-1</BucketRegion></Bucket></Buckets>"
                + "</ListAllMyBucketsResult>");
  }

  @Test
  void page_followedToItsEnd_givesEveryBucketOnce() {
    BucketPage first = BucketPage.of(query(request().query("max-buckets", "2")), BUCKETS);
    Requests next =
        request().query("max-buckets", "2").query("continuation-token", first.next().orElseThrow());
    BucketPage second = BucketPage.of(query(next), BUCKETS);

    assertThat(names(first)).containsExactly("alpha", "alpine");
    assertThat(names(second)).containsExactly("beta");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void page_prefixAndRegion_filter() {
    assertThat(names(BucketPage.of(query(request().query("prefix", "alp")), BUCKETS)))
        .containsExactly("alpha", "alpine");
    assertThat(names(BucketPage.of(query(request().query("bucket-region", "mars")), BUCKETS)))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"max-buckets,0", "max-buckets,10001", "max-buckets,x", "continuation-token,!"})
  void parse_pageThatCannotBe_refused(String name, String value) {
    assertThat(errorOf(() -> codec.parse(request().query(name, value).build())))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  private static Requests request() {
    return Requests.of("GET", ServiceOperations.LIST_BUCKETS);
  }

  private static io.strongroom.protocol.http.QueryParameters query(Requests request) {
    return request.build().route().query();
  }

  private static List<String> names(BucketPage page) {
    return page.buckets().stream().map(bucket -> bucket.name().value()).toList();
  }

  private static Bucket bucket(String name) {
    return new Bucket(
        new BucketName(name),
        AccountId.of("000000000000"),
        Region.of("eu-west-1"),
        Instant.EPOCH,
        Optional.empty());
  }
}
