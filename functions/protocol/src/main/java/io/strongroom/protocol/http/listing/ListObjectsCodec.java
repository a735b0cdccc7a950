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
 * ListObjects, version 1.
 *
 * <p>Source: "ListObjects", Amazon S3 API reference; "Listing Objects in a Bucket", OBS API
 * reference.
 */
public final class ListObjectsCodec implements OperationCodec<ListObjects.Command, ListingPage> {

  private final Vocabulary words;
  private final boolean alwaysNamesNext;

  /**
   * @param alwaysNamesNext whether a cut listing says where it goes on even without a delimiter;
   *     else the client takes its last key
   */
  public ListObjectsCodec(Vocabulary words, boolean alwaysNamesNext) {
    this.words = words;
    this.alwaysNamesNext = alwaysNamesNext;
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
            given.text("marker"),
            given.limit("max-keys")),
        given.forPolicies());
  }

  @Override
  public WireResponse render(IncomingRequest request, ListingPage page) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    int limit = given.limit("max-keys");
    boolean truncated = limit > 0 && page.next().isPresent();
    Optional<String> delimiter = given.given("delimiter");
    XmlWriter xml =
        XmlWriter.document("ListBucketResult", words.xmlNamespace())
            .element("Name", Targets.bucket(request).value())
            .element("Prefix", encoding.apply(given.text("prefix")))
            .element("Marker", encoding.apply(given.text("marker")));
    if (truncated && (alwaysNamesNext || delimiter.isPresent())) {
      page.next().ifPresent(next -> xml.element("NextMarker", encoding.apply(next)));
    }
    xml.element("MaxKeys", limit);
    delimiter.ifPresent(text -> xml.element("Delimiter", encoding.apply(text)));
    xml.element("IsTruncated", truncated);
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    Optional<AccountId> owner = Optional.of(request.caller().account());
    new ObjectEntries(encoding, owner, ShownStates.of(request, words)).write(xml, page);
    return XmlAnswer.of(xml);
  }
}
