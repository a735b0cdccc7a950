package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.PublicAccess;
import io.strongroom.domain.record.PublicAccessBlock;
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

/** PutPublicAccessBlock. What is not said is off. */
public final class PutPublicAccessBlockCodec
    implements OperationCodec<PublicAccess.Put, Dialect.Empty> {

  private static final RequestDocument.Kind KIND =
      new RequestDocument.Kind(PublicAccessBlockCodec.ROOT, XmlLimits.SMALL, Digest.OPTIONAL);

  private final Vocabulary words;

  public PutPublicAccessBlockCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public PublicAccess.Put parse(IncomingRequest request) {
    RequestDocument document = RequestDocument.read(request, words, KIND);
    return new PublicAccess.Put(
        request.caller(),
        Targets.bucket(request),
        () -> document.parse(PutPublicAccessBlockCodec::read));
  }

  private static PublicAccessBlock read(XmlElement root) {
    return new PublicAccessBlock(
        root.findFlag("BlockPublicAcls").orElse(false),
        root.findFlag("IgnorePublicAcls").orElse(false),
        root.findFlag("BlockPublicPolicy").orElse(false),
        root.findFlag("RestrictPublicBuckets").orElse(false));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(200, Headers.none());
  }
}
