package io.strongroom.protocol.http.object;

import io.strongroom.domain.operation.GetObject;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import java.time.InstantSource;

/** GetObject: what HeadObject answers, and the content. */
public final class GetObjectCodec implements OperationCodec<GetObject.Command, GetObject.Result> {

  private final ReadObjectCodec head;

  /**
   * @param clock by which dates of conditions lie in the future
   */
  public GetObjectCodec(Vocabulary words, InstantSource clock) {
    this.head = new ReadObjectCodec(words, clock);
  }

  @Override
  public GetObject.Command parse(IncomingRequest request) {
    return head.parse(request);
  }

  @Override
  public WireResponse render(IncomingRequest request, GetObject.Result result) {
    return head.render(request, result.view()).streaming(result.content());
  }
}
