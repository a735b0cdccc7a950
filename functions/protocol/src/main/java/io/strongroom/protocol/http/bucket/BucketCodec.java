package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;
import java.util.function.Function;

/**
 * HeadBucket and GetBucketLocation: questions about a bucket, which the dialects answer
 * differently.
 */
public final class BucketCodec implements OperationCodec<HeadBucket.Command, Bucket> {

  private final Function<Bucket, WireResponse> answer;

  public BucketCodec(Function<Bucket, WireResponse> answer) {
    this.answer = answer;
  }

  @Override
  public HeadBucket.Command parse(IncomingRequest request) {
    return new HeadBucket.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Bucket bucket) {
    return answer.apply(bucket);
  }
}
