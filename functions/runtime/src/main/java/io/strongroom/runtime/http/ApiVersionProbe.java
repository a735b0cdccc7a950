package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.port.Buckets;
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

  private final Buckets buckets;
  private final Dialects dialects;
  private final Replies replies;

  ApiVersionProbe(Buckets buckets, Dialects dialects, Replies replies) {
    this.buckets = buckets;
    this.dialects = dialects;
    this.replies = replies;
  }

  /** Completes when the answer is sent. */
  public Uni<Void> answer(RoutingContext context) {
    Exchange exchange = Exchange.of(context);
    return isThere(exchange.route().bucket())
        .map(found -> dialects.obs().apiVersion(exchange.request(), found))
        .onItemOrFailure()
        .transformToUni(
            (reply, failure) ->
                failure == null
                    ? replies.send(context, reply)
                    : replies.sendError(context, exchange.request(), failure));
  }

  private Uni<Boolean> isThere(Optional<String> bucket) {
    return bucket.isEmpty()
        ? Uni.createFrom().item(true)
        : Uni.createFrom()
            .item(() -> new BucketName(bucket.get()))
            .chain(buckets::find)
            .map(Optional::isPresent);
  }
}
