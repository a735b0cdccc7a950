package io.strongroom.protocol.http.bucket;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.RouteRow.Level;
import io.strongroom.protocol.http.UnofferedOperations;
import io.strongroom.protocol.http.WireResponse;

/** What is not offered: refused by name, once the bucket is known to be there. */
public final class UnofferedCodec implements OperationCodec<HeadBucket.Command, Bucket> {

  /** S3: was offered once, and is a thing that no object has any more. */
  private static final String TORRENT = "torrent";

  /**
   * @throws ObjectStoreException always: NotImplemented, naming what was asked for
   */
  @Override
  public HeadBucket.Command parse(IncomingRequest request) {
    Route route = request.route();
    String method = request.wire().method();
    Level level = route.key().isPresent() ? Level.OBJECT : Level.BUCKET;
    String name = UnofferedOperations.name(method, level, route.query()).orElse(method);
    throw new ObjectStoreException(
        name.equals(TORRENT)
            ? new RequestError.MethodNotAllowed(method)
            : new RequestError.NotImplemented(name));
  }

  @Override
  public WireResponse render(IncomingRequest request, Bucket bucket) {
    throw new IllegalStateException("what is not offered has no answer");
  }
}
