package io.strongroom.protocol.http.object;

import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.record.Deletion;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;

/** DeleteObject. */
public final class DeleteObjectCodec implements OperationCodec<DeleteObject.Command, Deletion> {

  private final Vocabulary words;

  public DeleteObjectCodec(Vocabulary words) {
    this.words = words;
  }

  @Override
  public DeleteObject.Command parse(IncomingRequest request) {
    return new DeleteObject.Command(
        request.caller(),
        Targets.objectVersion(request),
        ConditionHeaders.ofDelete(request.wire().headers(), words),
        new LockHeaders(words).bypass(request.wire().headers()));
  }

  @Override
  public WireResponse render(IncomingRequest request, Deletion result) {
    return WireResponse.of(204, new VersionHeaders(words).ofDeletion(Headers.none(), result));
  }
}
