package io.strongroom.protocol.http.listing;

import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * ListMultipartUploads.
 *
 * <p>Source: "ListMultipartUploads", Amazon S3 API reference.
 */
public final class ListMultipartUploadsCodec
    implements OperationCodec<ListMultipartUploads.Command, UploadListing.Page> {

  private static final String KEY_MARKER = "key-marker";
  private static final String UPLOAD_MARKER = "upload-id-marker";
  private static final String LIMIT = "max-uploads";

  private final Vocabulary words;

  public ListMultipartUploadsCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public ListMultipartUploads.Command parse(IncomingRequest request) {
    ListingParameters given = new ListingParameters(request.route().query());
    given.encoding();
    return new ListMultipartUploads.Command(
        request.caller(),
        new UploadListing.Query(
            Targets.bucket(request),
            given.text("prefix"),
            given.given("delimiter"),
            given.text(KEY_MARKER),
            uploadMarker(given),
            given.limit(LIMIT)));
  }

  /** S3: an upload marker without a key marker is ignored. */
  private static Optional<String> uploadMarker(ListingParameters given) {
    return given.given(UPLOAD_MARKER).filter(marker -> given.given(KEY_MARKER).isPresent());
  }

  @Override
  public WireResponse render(IncomingRequest request, UploadListing.Page page) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    XmlWriter xml =
        XmlWriter.document("ListMultipartUploadsResult", words.xmlNamespace())
            .element("Bucket", Targets.bucket(request).value())
            .element("KeyMarker", encoding.apply(given.text(KEY_MARKER)))
            .element("UploadIdMarker", uploadMarker(given).orElse(""));
    writeNext(xml, page, encoding);
    given.given("delimiter").ifPresent(text -> xml.element("Delimiter", encoding.apply(text)));
    given.given("prefix").ifPresent(text -> xml.element("Prefix", encoding.apply(text)));
    xml.element("MaxUploads", given.limit(LIMIT)).element("IsTruncated", page.truncated());
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    page.uploads().forEach(upload -> write(xml, upload, encoding));
    ObjectEntries.writePrefixes(xml, page.commonPrefixes(), encoding);
    return XmlAnswer.of(xml);
  }

  /**
   * Always there, and empty when nothing is listed. S3: also when the page ends in a common prefix;
   * its client goes on behind that.
   */
  private void writeNext(XmlWriter xml, UploadListing.Page page, KeyEncoding encoding) {
    String prefix = page.commonPrefixes().isEmpty() ? "" : page.commonPrefixes().getLast();
    Optional<Upload> last = lastOf(page, prefix);
    String next =
        last.map(upload -> upload.ref().key().value()).orElse(words.checksums() ? "" : prefix);
    xml.element("NextKeyMarker", encoding.apply(next))
        .element("NextUploadIdMarker", last.map(upload -> upload.uploadId().value()).orElse(""));
  }

  /** The page's last upload, unless a common prefix sorts later. */
  private static Optional<Upload> lastOf(UploadListing.Page page, String prefix) {
    return page.uploads().isEmpty()
        ? Optional.empty()
        : Optional.of(page.uploads().getLast())
            .filter(upload -> compareBytes(upload.ref().key().value(), prefix) > 0);
  }

  private void write(XmlWriter xml, Upload upload, KeyEncoding encoding) {
    xml.open("Upload")
        .element("Key", encoding.apply(upload.ref().key().value()))
        .element("UploadId", upload.uploadId().value());
    OwnerElement.write(xml, "Initiator", upload.owner());
    OwnerElement.write(xml, "Owner", upload.owner());
    xml.element("StorageClass", StorageClasses.of(words).shown(upload.metadata().storageClass()))
        .element("Initiated", HttpDates.xml(upload.initiatedAt()));
    if (words.checksums()) {
      upload
          .checksum()
          .ifPresent(
              choice ->
                  xml.element("ChecksumAlgorithm", choice.algorithm().name())
                      .element("ChecksumType", choice.type().name()));
    }
    xml.close();
  }

  private static int compareBytes(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
