package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;

/** DeleteBucket. */
public final class DeleteBucketCodec
    implements OperationCodec<DeleteBucket.Command, Dialect.Empty> {

  @Override
  public DeleteBucket.Command parse(IncomingRequest request) {
    return new DeleteBucket.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(204, Headers.none());
  }
}
