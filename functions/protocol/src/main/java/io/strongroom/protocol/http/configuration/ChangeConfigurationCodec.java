package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.operation.ChangeBucket;
import io.strongroom.protocol.http.Dialect.Empty;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;

/** A change of one thing that is set for a bucket. */
record ChangeConfigurationCodec(ConfigurationTable.Change change)
    implements OperationCodec<ChangeBucket.Command, Empty> {

  @Override
  public ChangeBucket.Command parse(IncomingRequest request) {
    return new ChangeBucket.Command(
        request.caller(), Targets.bucket(request), change.wish().of(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Empty result) {
    return change.answer().apply(request);
  }
}
