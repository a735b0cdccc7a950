package io.strongroom.protocol.http.object;

import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;

/** AbortMultipartUpload, the same in every dialect. */
public final class AbortMultipartUploadCodec
    implements OperationCodec<AbortMultipartUpload.Command, Dialect.Empty> {

  @Override
  public AbortMultipartUpload.Command parse(IncomingRequest request) {
    return new AbortMultipartUpload.Command(
        request.caller(), Targets.object(request), UploadIds.uploadId(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(204, Headers.none());
  }
}
