package io.strongroom.protocol.http.listing;

import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * ListBuckets.
 *
 * <p>Source: "ListBuckets", Amazon S3 API reference; "Listing Buckets", OBS API reference.
 */
public final class ListBucketsCodec implements OperationCodec<ListBuckets.Command, List<Bucket>> {

  private static final String REGION = "bucket-region";

  private final Vocabulary words;
  private final BiConsumer<XmlWriter, Bucket> particulars;
  private final Predicate<String> regions;

  /**
   * @param particulars writes what a dialect says of a bucket besides its name and date
   * @param regions those that can be asked for
   */
  public ListBucketsCodec(
      Vocabulary words, BiConsumer<XmlWriter, Bucket> particulars, Predicate<String> regions) {
    this.words = words;
    this.particulars = particulars;
    this.regions = regions;
  }

  @Override
  public ListBuckets.Command parse(IncomingRequest request) {
    new ListingParameters(request.route().query()).given(REGION).ifPresent(this::requireRegion);
    // The page is cut from the result; what is wrong with the query shall show before that.
    BucketPage.of(request.route().query(), List.of());
    // OBS: asks for the location of each bucket, which every answer has.
    request.wire().headers().markRead(words.header("location"));
    return new ListBuckets.Command(request.caller());
  }

  private void requireRegion(String given) {
    if (!regions.test(given)) {
      throw ListingParameters.invalid(
          "Argument value %s is not a valid AWS Region".formatted(given), REGION, given);
    }
  }

  @Override
  public WireResponse render(IncomingRequest request, List<Bucket> result) {
    BucketPage page = BucketPage.of(request.route().query(), result);
    XmlWriter xml = XmlWriter.document("ListAllMyBucketsResult", words.xmlNamespace());
    OwnerElement.write(xml, "Owner", request.caller().account());
    xml.open("Buckets");
    for (Bucket bucket : page.buckets()) {
      xml.open("Bucket")
          .element("Name", bucket.name().value())
          .element("CreationDate", HttpDates.xml(bucket.createdAt()));
      particulars.accept(xml, bucket);
      xml.close();
    }
    xml.close();
    page.next().ifPresent(token -> xml.element("ContinuationToken", token));
    new ListingParameters(request.route().query())
        .given("prefix")
        .ifPresent(prefix -> xml.element("Prefix", prefix));
    return XmlAnswer.of(xml);
  }
}
