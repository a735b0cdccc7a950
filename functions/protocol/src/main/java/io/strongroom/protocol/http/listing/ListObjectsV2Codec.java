package io.strongroom.protocol.http.listing;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;

/**
 * ListObjects, version 2.
 *
 * <p>Source: "ListObjectsV2", Amazon S3 API reference.
 */
public final class ListObjectsV2Codec implements OperationCodec<ListObjects.Command, ListingPage> {

  private static final String TOKEN = "continuation-token";
  private static final String START_AFTER = "start-after";

  private final Vocabulary words;

  public ListObjectsV2Codec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public ListObjects.Command parse(IncomingRequest request) {
    ListingParameters given = new ListingParameters(request.route().query());
    given.encoding();
    ShownStates.of(request, words);
    return new ListObjects.Command(
        request.caller(),
        new ListingQuery(
            Targets.bucket(request),
            given.text("prefix"),
            given.given("delimiter"),
            after(request, given),
            given.limit("max-keys")),
        given.forPolicies());
  }

  /** A token continues where a page ended; what the listing once started after no longer counts. */
  private static String after(IncomingRequest request, ListingParameters given) {
    if (!request.route().query().has(TOKEN)) {
      return given.text(START_AFTER);
    }
    String token = given.text(TOKEN);
    return ContinuationToken.parse(token)
        .orElseThrow(
            () ->
                ListingParameters.invalid(
                    "The continuation token provided is incorrect", TOKEN, token));
  }

  @Override
  public WireResponse render(IncomingRequest request, ListingPage page) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    int limit = given.limit("max-keys");
    boolean truncated = limit > 0 && page.next().isPresent();
    XmlWriter xml =
        XmlWriter.document("ListBucketResult", words.xmlNamespace())
            .element("Name", Targets.bucket(request).value())
            .element("Prefix", encoding.apply(given.text("prefix")));
    given.given("delimiter").ifPresent(text -> xml.element("Delimiter", encoding.apply(text)));
    given
        .given(TOKEN)
        .ifPresentOrElse(
            token -> xml.element("ContinuationToken", token),
            () -> writeStart(xml, given, encoding));
    if (truncated) {
      page.next()
          .map(ContinuationToken::of)
          .ifPresent(t -> xml.element("NextContinuationToken", t));
    }
    xml.element("KeyCount", page.entries().size() + page.commonPrefixes().size())
        .element("MaxKeys", limit)
        .element("IsTruncated", truncated);
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    new ObjectEntries(encoding, owner(request, given), ShownStates.of(request, words))
        .write(xml, page);
    return XmlAnswer.of(xml);
  }

  private static void writeStart(XmlWriter xml, ListingParameters given, KeyEncoding encoding) {
    given.given(START_AFTER).ifPresent(key -> xml.element("StartAfter", encoding.apply(key)));
  }

  private static Optional<AccountId> owner(IncomingRequest request, ListingParameters given) {
    return given.text("fetch-owner").equals("true")
        ? Optional.of(request.caller().account())
        : Optional.empty();
  }
}
