package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;

/** DeleteEncryptionConfiguration (wire name DeleteBucketEncryption). */
public final class DeleteEncryptionConfigurationCodec
    implements OperationCodec<DeleteEncryptionConfiguration.Command, Dialect.Empty> {

  @Override
  public DeleteEncryptionConfiguration.Command parse(IncomingRequest request) {
    return new DeleteEncryptionConfiguration.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Dialect.Empty result) {
    return WireResponse.of(204, Headers.none());
  }
}
