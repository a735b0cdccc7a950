package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.Optional;

/**
 * GetBucketVersioning. A bucket that never kept versions has no status.
 *
 * <p>Source: "GetBucketVersioning", Amazon S3 API reference.
 */
public final class GetBucketVersioningCodec implements OperationCodec<HeadBucket.Command, Bucket> {

  private final Vocabulary words;

  public GetBucketVersioningCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public HeadBucket.Command parse(IncomingRequest request) {
    return new HeadBucket.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Bucket bucket) {
    XmlWriter xml = XmlWriter.document(PutBucketVersioningCodec.ROOT, words.xmlNamespace());
    status(bucket.versioning()).ifPresent(status -> xml.element("Status", status));
    return XmlAnswer.of(xml);
  }

  private static Optional<String> status(Versioning versioning) {
    return switch (versioning) {
      case UNVERSIONED -> Optional.empty();
      case ENABLED -> Optional.of("Enabled");
      case SUSPENDED -> Optional.of("Suspended");
    };
  }
}
