package io.strongroom.protocol.http.listing;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.object.ExpiryHeaders;
import io.strongroom.protocol.http.object.UploadIds;
import io.strongroom.protocol.http.xml.XmlWriter;

/**
 * ListParts. Customer key headers may come along and mean nothing: no part is opened.
 *
 * <p>Source: "ListParts", Amazon S3 API reference.
 */
public final class ListPartsCodec implements OperationCodec<ListParts.Command, ListParts.Result> {

  private static final String MARKER = "part-number-marker";
  private static final String LIMIT = "max-parts";

  private final Vocabulary words;

  public ListPartsCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public ListParts.Command parse(IncomingRequest request) {
    ListingParameters given = new ListingParameters(request.route().query());
    given.encoding();
    request.wire().headers().withPrefix(words.header("server-side-encryption-customer-"));
    return new ListParts.Command(
        request.caller(),
        Targets.object(request),
        UploadIds.uploadId(request),
        given.number(MARKER, 0),
        given.limit(LIMIT));
  }

  @Override
  public WireResponse render(IncomingRequest request, ListParts.Result result) {
    ListingParameters given = new ListingParameters(request.route().query());
    KeyEncoding encoding = given.encoding();
    int marker = given.number(MARKER, 0);
    ObjectRef ref = result.upload().ref();
    XmlWriter xml =
        XmlWriter.document("ListPartsResult", words.xmlNamespace())
            .element("Bucket", ref.bucket().value())
            .echo("Key", encoding.apply(ref.key().value()))
            .element("UploadId", result.upload().uploadId().value())
            .element("PartNumberMarker", marker)
            .element("NextPartNumberMarker", last(result))
            .element("MaxParts", given.limit(LIMIT))
            .element("IsTruncated", result.truncated());
    if (encoding == KeyEncoding.URL) {
      xml.element("EncodingType", "url");
    }
    if (words.checksums()) {
      result.upload().checksum().ifPresent(choice -> write(xml, choice));
    }
    result.parts().forEach(part -> write(xml, part));
    OwnerElement.write(xml, "Initiator", result.upload().owner());
    OwnerElement.write(xml, "Owner", result.upload().owner());
    String storageClass = StorageClasses.of(words).shown(result.upload().metadata().storageClass());
    return XmlAnswer.of(
        xml.element("StorageClass", storageClass),
        new ExpiryHeaders(words).addAbortion(Headers.none(), result.abortion()));
  }

  /** S3: an empty page names no part, wherever it was asked to start. */
  private static int last(ListParts.Result result) {
    return result.parts().isEmpty() ? 0 : result.parts().getLast().part().number();
  }

  private void write(XmlWriter xml, ListParts.Listed listed) {
    StoredPart part = listed.part();
    xml.open("Part")
        .element("PartNumber", part.number())
        .element("LastModified", HttpDates.xml(part.lastModified()))
        .element("ETag", part.etag().quoted())
        .element("Size", part.size());
    if (words.checksums()) {
      listed
          .checksum()
          .ifPresent(shown -> xml.element("Checksum" + shown.algorithm().name(), shown.value()));
    }
    xml.close();
  }

  private static void write(XmlWriter xml, ChecksumChoice choice) {
    xml.element("ChecksumAlgorithm", choice.algorithm().name())
        .element("ChecksumType", choice.type().name());
  }
}
