package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Workers;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** From what is asked for a user to the signed request that their program would have sent. */
@Singleton
final class InnerEntry {

  private final WireRequests requests;
  private final HostedRouter router;
  private final InnerKeys keys;
  private final Workers workers;
  private final Replies replies;

  InnerEntry(
      WireRequests requests,
      HostedRouter router,
      InnerKeys keys,
      Workers workers,
      Replies replies) {
    this.requests = requests;
    this.router = router;
    this.keys = keys;
    this.workers = workers;
    this.replies = replies;
  }

  /**
   * Fails with {@link InnerRefusal} when the key may not be used any more, or nobody here has the
   * operation.
   */
  Uni<Exchange> enter(
      RoutingContext via, InnerKeys.Key who, Operation<?, ?> operation, InnerRequest asked) {
    WireRequest plain = requests.inner(via, asked);
    return workers
        .call(
            () -> {
              WireRequest signed = keys.signed(plain, who, asked.body());
              return new Exchange(signed, routed(signed, operation));
            })
        .onFailure()
        .transform(failure -> refused(plain, failure));
  }

  /** What a client on the wire would have been told of a failure. */
  InnerRefusal refused(WireRequest request, Throwable failure) {
    return new InnerRefusal(replies.error(request, failure), request.requestId());
  }

  /** A request of the user's connection that is carried out by nobody. */
  WireRequest sample(RoutingContext via) {
    return requests.inner(via, InnerRequest.of("GET", "/", ""));
  }

  private Route routed(WireRequest request, Operation<?, ?> operation) {
    Route route = router.route(request);
    if (!route.operation().equals(operation)) {
      throw new IllegalStateException(
          request + " means " + route.operation() + " and not " + operation);
    }
    return route;
  }
}
