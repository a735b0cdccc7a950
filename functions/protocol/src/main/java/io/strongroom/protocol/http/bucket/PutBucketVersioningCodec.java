package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.operation.PutBucketVersioning;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.RequestDocument;
import io.strongroom.protocol.http.document.RequestDocument.Digest;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;

/**
 * PutBucketVersioning. Deletion by a second factor is not offered.
 *
 * <p>Source: "PutBucketVersioning", Amazon S3 API reference, and answers recorded from the service.
 */
public final class PutBucketVersioningCodec
    implements OperationCodec<PutBucketVersioning.Command, Dialect.Empty> {

  static final String ROOT = "VersioningConfiguration";

  private static final String STATUS = "Status";
  private static final String SECOND_FACTOR = "MfaDelete";
  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind(ROOT, XmlLimits.SMALL, Digest.REQUIRED);

  private final Vocabulary words;

  public PutBucketVersioningCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public PutBucketVersioning.Command parse(IncomingRequest request) {
    RequestDocument document = RequestDocument.read(request, words, KIND);
    return new PutBucketVersioning.Command(
        request.caller(),
        Targets.bucket(request),
        () -> document.parse(PutBucketVersioningCodec::versioning));
  }

  private static Versioning versioning(XmlElement root) {
    root.allowing(STATUS, SECOND_FACTOR);
    requireOneFactor(root.findText(SECOND_FACTOR).map(String::strip).orElse("Disabled"));
    return switch (root.findText(STATUS).map(String::strip).orElse("")) {
      case "Enabled" -> Versioning.ENABLED;
      case "Suspended" -> Versioning.SUSPENDED;
      case "" -> throw new ObjectStoreException(new RequestError.NoVersioningStatus());
      case String other -> throw malformed(other);
    };
  }

  private static void requireOneFactor(String given) {
    if (given.equals("Enabled")) {
      throw new ObjectStoreException(new RequestError.NotImplemented(SECOND_FACTOR));
    }
    if (!given.equals("Disabled")) {
      throw malformed(given);
    }
  }

  private static ObjectStoreException malformed(String status) {
    return new ObjectStoreException(new RequestError.MalformedXml("no such status: " + status));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(200, Headers.none());
  }
}
