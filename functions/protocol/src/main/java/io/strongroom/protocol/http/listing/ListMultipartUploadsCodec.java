package io.strongroom.protocol.http.listing;

import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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
    String keyMarker = given.text(KEY_MARKER);
    return new ListMultipartUploads.Command(
        request.caller(),
        new UploadListing.Query(
            Targets.bucket(request),
            given.text("prefix"),
            given.given("delimiter"),
            keyMarker,
            // S3: an upload marker without a key marker is ignored.
            given.given(UPLOAD_MARKER).filter(marker -> !keyMarker.isEmpty()),
            given.limit(LIMIT)));
  }

  @Override
  public WireResponse render(IncomingRequest request, UploadListing.Page page) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    XmlWriter xml =
        XmlWriter.document("ListMultipartUploadsResult", words.xmlNamespace())
            .element("Bucket", Targets.bucket(request).value())
            .element("KeyMarker", encoding.apply(given.text(KEY_MARKER)))
            .element("UploadIdMarker", given.text(UPLOAD_MARKER));
    if (page.truncated()) {
      writeNext(xml, page, encoding);
    }
    given.given("delimiter").ifPresent(text -> xml.element("Delimiter", encoding.apply(text)));
    xml.element("Prefix", encoding.apply(given.text("prefix")))
        .element("MaxUploads", given.limit(LIMIT))
        .element("IsTruncated", page.truncated());
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    page.uploads().forEach(upload -> write(xml, upload, encoding));
    ObjectEntries.writePrefixes(xml, page.commonPrefixes(), encoding);
    return XmlAnswer.of(xml);
  }

  /** The page ends with its last upload or its last common prefix, whichever sorts later. */
  private static void writeNext(XmlWriter xml, UploadListing.Page page, KeyEncoding encoding) {
    String prefix = page.commonPrefixes().isEmpty() ? "" : page.commonPrefixes().getLast();
    if (!page.uploads().isEmpty()) {
      Upload upload = page.uploads().getLast();
      String key = upload.ref().key().value();
      if (compareBytes(key, prefix) > 0) {
        xml.element("NextKeyMarker", encoding.apply(key))
            .element("NextUploadIdMarker", upload.uploadId());
        return;
      }
    }
    xml.element("NextKeyMarker", encoding.apply(prefix));
  }

  private void write(XmlWriter xml, Upload upload, KeyEncoding encoding) {
    xml.open("Upload")
        .element("Key", encoding.apply(upload.ref().key().value()))
        .element("UploadId", upload.uploadId());
    OwnerElement.write(xml, "Initiator", upload.owner());
    OwnerElement.write(xml, "Owner", upload.owner());
    xml.element("StorageClass", upload.metadata().storageClass().orElse(ObjectEntries.STANDARD))
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
