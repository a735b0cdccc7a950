package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.bucket.BucketName;
import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers {@code HEAD /?apiversion} without a signature: yes at the root of the service, and on the
 * host of a bucket that exists.
 *
 * <p>Source: OBS SDKs, protocol negotiation.
 */
@Singleton
public final class ApiVersionProbe {

  private static final WireResponse NATIVE =
      WireResponse.of(200, Headers.none().and("x-obs-api", "3.0").and("server", "OBS"));

  private final Buckets buckets;
  private final Replies replies;

  ApiVersionProbe(Buckets buckets, Replies replies) {
    this.buckets = buckets;
    this.replies = replies;
  }

  /** Completes when the answer is sent. */
  public Uni<Void> answer(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    Optional<String> bucket = exchange.route().bucket();
    if (bucket.isEmpty()) {
      return replies.send(context, NATIVE);
    }
    return Uni.createFrom()
        .item(() -> new BucketName(bucket.get()))
        .chain(
            name ->
                buckets
                    .find(name)
                    .map(
                        found -> {
                          if (found.isEmpty()) {
                            throw new ObjectStoreException(new RequestError.NoSuchBucket(name));
                          }
                          return NATIVE;
                        }))
        .onItemOrFailure()
        .transformToUni(
            (reply, failure) ->
                failure == null
                    ? replies.send(context, reply)
                    : replies.sendError(context, exchange.request(), failure));
  }
}
