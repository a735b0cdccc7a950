package io.strongroom.protocol.http.listing;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.operation.ListObjectVersions;
import io.strongroom.domain.record.VersionListing;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;

/**
 * ListObjectVersions: versions and delete markers, in one order.
 *
 * <p>Source: "ListObjectVersions", Amazon S3 API reference, and answers recorded from the service;
 * "Listing Objects in a Bucket", OBS API reference.
 */
public final class ListObjectVersionsCodec
    implements OperationCodec<ListObjectVersions.Command, VersionListing.Page> {

  private static final String KEY_MARKER = "key-marker";
  private static final String VERSION_MARKER = "version-id-marker";
  private static final String LIMIT = "max-keys";

  private final Vocabulary words;
  private final boolean lenient;

  /**
   * @param lenient whether a version marker that is none, or that has no key marker, is ignored
   */
  public ListObjectVersionsCodec(Vocabulary words, boolean lenient) {
    this.words = words;
    this.lenient = lenient;
  }

  @Override
  public ListObjectVersions.Command parse(IncomingRequest request) {
    ListingParameters given = new ListingParameters(request.route().query());
    given.encoding();
    ShownStates.of(request, words);
    String keyMarker = given.text(KEY_MARKER);
    Optional<String> versionMarker = given.given(VERSION_MARKER);
    if (versionMarker.isPresent() && keyMarker.isEmpty() && !lenient) {
      throw ListingParameters.invalid(
          "A version-id marker cannot be specified without a key marker.",
          VERSION_MARKER,
          versionMarker.get());
    }
    return new ListObjectVersions.Command(
        request.caller(),
        new VersionListing.Query(
            Targets.bucket(request),
            given.text("prefix"),
            given.given("delimiter"),
            keyMarker,
            versionMarker.filter(marker -> !keyMarker.isEmpty()).map(VersionId::new),
            given.limit(LIMIT)),
        lenient,
        given.forPolicies());
  }

  @Override
  public WireResponse render(IncomingRequest request, VersionListing.Page page) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    XmlWriter xml =
        XmlWriter.document("ListVersionsResult", words.xmlNamespace())
            .element("Name", Targets.bucket(request).value())
            .element("Prefix", encoding.apply(given.text("prefix")))
            .element("KeyMarker", encoding.apply(given.text(KEY_MARKER)))
            .element("VersionIdMarker", given.text(VERSION_MARKER));
    page.next().ifPresent(next -> writeNext(xml, next, encoding));
    xml.element("MaxKeys", given.limit(LIMIT));
    given.given("delimiter").ifPresent(text -> xml.element("Delimiter", encoding.apply(text)));
    xml.element("IsTruncated", page.next().isPresent());
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    AccountId owner = request.caller().account();
    ShownStates states = ShownStates.of(request, words);
    page.entries()
        .forEach(
            entry -> {
              write(xml, entry, owner, encoding);
              entry
                  .object()
                  .ifPresent(object -> states.write(xml, object.storageClass(), object.state()));
              xml.close();
            });
    ObjectEntries.writePrefixes(xml, page.commonPrefixes(), encoding);
    return XmlAnswer.of(xml);
  }

  private static void writeNext(XmlWriter xml, VersionListing.Next next, KeyEncoding encoding) {
    xml.element("NextKeyMarker", encoding.apply(next.key()));
    next.version().ifPresent(version -> xml.element("NextVersionIdMarker", version.value()));
  }

  private void write(
      XmlWriter xml, VersionListing.Entry entry, AccountId owner, KeyEncoding encoding) {
    xml.open(entry.object().isPresent() ? "Version" : "DeleteMarker")
        .element("Key", encoding.apply(entry.key().value()))
        .element("VersionId", entry.version().value())
        .element("IsLatest", entry.latest())
        .element("LastModified", HttpDates.xml(entry.lastModified()));
    entry.object().ifPresent(object -> write(xml, object));
    OwnerElement.write(xml, "Owner", owner);
  }

  private void write(XmlWriter xml, VersionListing.Shown object) {
    xml.element("ETag", object.etag().quoted());
    if (words.checksums()) {
      object
          .checksum()
          .ifPresent(
              checksum ->
                  xml.element("ChecksumAlgorithm", checksum.algorithm())
                      .element("ChecksumType", checksum.type()));
    }
    xml.element("Size", object.size());
  }
}
