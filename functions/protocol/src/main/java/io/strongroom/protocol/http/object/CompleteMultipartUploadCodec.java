package io.strongroom.protocol.http.object;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CompleteMultipartUpload.NamedChecksum;
import io.strongroom.domain.operation.CompleteMultipartUpload.NamedPart;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.sse.EncryptionEchoHeaders;
import io.strongroom.protocol.http.sse.EncryptionHeaders;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * CompleteMultipartUpload.
 *
 * <p>Source: "CompleteMultipartUpload", Amazon S3 API reference; "Combining Parts", OBS API
 * reference.
 */
public final class CompleteMultipartUploadCodec
    implements OperationCodec<CompleteMultipartUpload.Command, CompleteMultipartUpload.Result> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind(
          "CompleteMultipartUpload", XmlLimits.COMPLETE_UPLOAD, Digest.NOT_OF_THE_BODY);

  private static final int MAX_PARTS = 10_000;
  private static final String NUMBER = "PartNumber";
  private static final String ETAG = "ETag";
  private static final String CHECKSUM = "Checksum";

  private static final String[] PART_ELEMENTS =
      Stream.concat(
              Stream.of(NUMBER, ETAG),
              Arrays.stream(ChecksumAlgorithm.values()).map(each -> CHECKSUM + each.name()))
          .toArray(String[]::new);

  private final Vocabulary words;
  private final EncryptionHeaders encryption;

  public CompleteMultipartUploadCodec(Vocabulary words) {
    this.words = words;
    this.encryption = new EncryptionHeaders(words);
  }

  @Override
  public CompleteMultipartUpload.Command parse(IncomingRequest request) {
    Headers headers = request.wire().headers();
    WriteCondition condition = ConditionHeaders.ofWrite(headers);
    CompleteMultipartUpload.Expectation expectation = new UploadExpectations(words).parse(headers);
    List<NamedPart> parts = parts(RequestDocument.read(request, words, KIND));
    ObjectRef ref = Targets.object(request);
    // Last, so that no failure leaves a customer key behind.
    return new CompleteMultipartUpload.Command(
        request.caller(),
        ref,
        UploadIds.uploadId(request),
        parts,
        expectation,
        encryption.ofWrite(headers, ref),
        condition);
  }

  @Override
  public WireResponse render(IncomingRequest request, CompleteMultipartUpload.Result result) {
    ObjectRef ref = Targets.object(request);
    XmlWriter xml =
        XmlWriter.document("CompleteMultipartUploadResult", words.xmlNamespace())
            .echo("Location", location(request.wire()))
            .element("Bucket", ref.bucket().value())
            .echo("Key", ref.key().value())
            .element(ETAG, result.etag().quoted());
    new ChecksumHeaders(words).write(xml, result.checksum(), true);
    return XmlAnswer.of(
        xml,
        new EncryptionEchoHeaders(words)
            .add(
                new ExpiryHeaders(words)
                    .add(
                        new VersionHeaders(words).ofUpload(Headers.none(), result.published()),
                        result.expiry()),
                result.encryption()));
  }

  /** Without a body there are no parts, which is for the operation to refuse. */
  private static List<NamedPart> parts(RequestDocument document) {
    if (document.isEmpty()) {
      return List.of();
    }
    return document.parse(CompleteMultipartUploadCodec::parts);
  }

  private static List<NamedPart> parts(XmlElement root) {
    List<XmlElement> parts = root.allowing("Part").children();
    if (parts.size() > MAX_PARTS) {
      throw malformed("more than " + MAX_PARTS + " parts");
    }
    return parts.stream().map(CompleteMultipartUploadCodec::part).toList();
  }

  private static NamedPart part(XmlElement part) {
    part.allowing(PART_ELEMENTS);
    String number = part.getText(NUMBER).strip();
    if (!number.matches("\\d{1,9}")) {
      throw malformed("no part number");
    }
    return new NamedPart(
        Integer.parseInt(number), unquoted(part.getText(ETAG).strip()), checksum(part));
  }

  private static Optional<NamedChecksum> checksum(XmlElement part) {
    List<NamedChecksum> stated =
        Arrays.stream(ChecksumAlgorithm.values())
            .flatMap(
                algorithm ->
                    part
                        .findText(CHECKSUM + algorithm.name())
                        .map(value -> new NamedChecksum(algorithm, value.strip()))
                        .stream())
            .toList();
    if (stated.size() > 1) {
      throw malformed("more than one checksum of a part");
    }
    return stated.stream().findFirst();
  }

  private static String unquoted(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  private static String location(WireRequest request) {
    return (request.secure() ? "https://" : "http://") + request.host() + request.rawPath();
  }

  private static ObjectStoreException malformed(String detail) {
    return new ObjectStoreException(new RequestError.MalformedXml(detail));
  }
}
