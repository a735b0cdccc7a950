package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.GetBucketUsage;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.document.XmlAnswer;
import io.strongroom.protocol.http.xml.XmlWriter;

/**
 * GetBucketStorageInfo, which OBS's tools ask for in the S3 dialect too.
 *
 * <p>Source: "Obtaining Bucket Storage Information", OBS API reference.
 */
public final class GetBucketUsageCodec
    implements OperationCodec<GetBucketUsage.Command, BucketUsage> {

  private final Vocabulary words;

  public GetBucketUsageCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public GetBucketUsage.Command parse(IncomingRequest request) {
    return new GetBucketUsage.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, BucketUsage usage) {
    return XmlAnswer.of(
        XmlWriter.document("GetBucketStorageInfoResult", words.xmlNamespace())
            .element("Size", usage.bytes())
            .element("ObjectNumber", usage.objects()));
  }
}
