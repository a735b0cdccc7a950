package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.WireResponse;

/** A question for one thing that is set for a bucket. */
record ReadConfigurationCodec(ConfigurationTable.Reading reading)
    implements OperationCodec<HeadBucket.Command, Bucket> {

  @Override
  public HeadBucket.Command parse(IncomingRequest request) {
    return new HeadBucket.Command(request.caller(), Targets.bucket(request));
  }

  @Override
  public WireResponse render(IncomingRequest request, Bucket bucket) {
    return reading.answer(request, bucket);
  }
}
