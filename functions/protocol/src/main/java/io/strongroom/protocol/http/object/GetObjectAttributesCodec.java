package io.strongroom.protocol.http.object;

import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.GetObjectAttributes;
import io.strongroom.domain.operation.GetObjectAttributes.Attribute;
import io.strongroom.domain.operation.GetObjectAttributes.Page;
import io.strongroom.domain.operation.GetObjectAttributes.Part;
import io.strongroom.domain.operation.GetObjectAttributes.Parts;
import io.strongroom.domain.operation.GetObjectAttributes.PartsWanted;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.StorageClasses;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GetObjectAttributes.
 *
 * <p>Source: "GetObjectAttributes", Amazon S3 API reference, and answers recorded from the service.
 */
public final class GetObjectAttributesCodec
    implements OperationCodec<GetObjectAttributes.Command, GetObjectAttributes.Result> {

  private static final Map<String, Attribute> ATTRIBUTES =
      Map.of(
          "ETag", Attribute.ETAG,
          "Checksum", Attribute.CHECKSUM,
          "ObjectParts", Attribute.OBJECT_PARTS,
          "StorageClass", Attribute.STORAGE_CLASS,
          "ObjectSize", Attribute.OBJECT_SIZE);

  private static final int MAX_PARTS = 1_000;

  /** More digits than any part number or page has. */
  private static final int MAX_DIGITS = 9;

  private final Vocabulary words;
  private final EncryptionHeaders encryption;
  private final String attributesHeader;

  public GetObjectAttributesCodec(Vocabulary words) {
    this.words = words;
    this.encryption = new EncryptionHeaders(words);
    this.attributesHeader = words.header("object-attributes");
  }

  @Override
  public GetObjectAttributes.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    Wanted wanted = Targets.objectVersion(request);
    Set<Attribute> attributes = attributes(headers);
    PartsWanted parts = new PartsWanted(marker(headers), limit(headers));
    // Last, so that no failure leaves a customer key behind.
    return new GetObjectAttributes.Command(
        request.caller(), wanted, encryption.ofRead(headers), attributes, parts);
  }

  private Set<Attribute> attributes(Headers headers) {
    Set<Attribute> named = EnumSet.noneOf(Attribute.class);
    headers.all(attributesHeader).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .forEach(name -> named.add(attribute(name)));
    if (named.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "The %s header specifying the attributes to be retrieved is either missing or empty"
                  .formatted(attributesHeader)));
    }
    return named;
  }

  private Attribute attribute(String name) {
    return Optional.ofNullable(ATTRIBUTES.get(name))
        .orElseThrow(
            () -> invalidArgument("Invalid attribute name specified.", attributesHeader, name));
  }

  private int marker(Headers headers) {
    String header = words.header("part-number-marker");
    Optional<String> given = headers.first(header).filter(text -> !text.isEmpty());
    return given.isEmpty()
        ? 0
        : number(given.get())
            .orElseThrow(
                () ->
                    invalidArgument(
                        "Provided part-number-marker not an integer or within integer range",
                        header,
                        given.get()));
  }

  /** S3: what is no number is ignored. */
  private int limit(Headers headers) {
    return headers
        .first(words.header("max-parts"))
        .flatMap(GetObjectAttributesCodec::number)
        .map(given -> Math.min(given, MAX_PARTS))
        .orElse(MAX_PARTS);
  }

  private static Optional<Integer> number(String text) {
    boolean digits =
        !text.isEmpty()
            && text.length() <= MAX_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  @Override
  public WireResponse render(IncomingRequest request, GetObjectAttributes.Result result) {
    XmlWriter xml = XmlWriter.document("GetObjectAttributesResponse", words.xmlNamespace());
    if (result.wanted().contains(Attribute.ETAG)) {
      xml.element("ETag", result.object().etag().value());
    }
    result.checksum().ifPresent(checksum -> write(xml, checksum));
    result.parts().ifPresent(parts -> write(xml, parts));
    if (result.wanted().contains(Attribute.STORAGE_CLASS)) {
      xml.element(
          "StorageClass", StorageClasses.S3.shown(result.object().metadata().storageClass()));
    }
    if (result.wanted().contains(Attribute.OBJECT_SIZE)) {
      xml.element("ObjectSize", result.object().size());
    }
    WireResponse answer = XmlAnswer.of(xml);
    Headers headers =
        answer.headers().and("last-modified", HttpDates.header(result.object().lastModified()));
    return answer.with(
        new VersionHeaders(words).ofRead(headers, result.object().version(), result.versioning()));
  }

  /** S3: a composite value goes without the number of parts here. */
  private static void write(XmlWriter xml, ObjectChecksum checksum) {
    int suffix = checksum.value().indexOf('-');
    xml.open("Checksum")
        .element(
            "Checksum" + checksum.algorithm().name(),
            suffix < 0 ? checksum.value() : checksum.value().substring(0, suffix))
        .element("ChecksumType", checksum.type().name())
        .close();
  }

  private static void write(XmlWriter xml, Parts parts) {
    xml.open("ObjectParts").element("PartsCount", parts.total());
    parts.page().ifPresent(page -> write(xml, page));
    xml.close();
  }

  private static void write(XmlWriter xml, Page page) {
    xml.element("PartNumberMarker", page.asked().marker())
        .element(
            "NextPartNumberMarker", page.parts().isEmpty() ? 0 : page.parts().getLast().number())
        .element("MaxParts", page.asked().limit())
        .element("IsTruncated", page.truncated());
    for (Part part : page.parts()) {
      xml.open("Part").element("PartNumber", part.number()).element("Size", part.size());
      part.checksum()
          .ifPresent(
              checksum -> xml.element("Checksum" + checksum.algorithm().name(), checksum.value()));
      xml.close();
    }
  }

  private static ObjectStoreException invalidArgument(
      String detail, String argument, String given) {
    return new ObjectStoreException(new RequestError.InvalidArgument(detail, argument, given));
  }
}
