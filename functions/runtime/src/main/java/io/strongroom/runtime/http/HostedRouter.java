package io.strongroom.runtime.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.Router;
import io.strongroom.protocol.http.WireRequest;
import jakarta.inject.Singleton;

/** The route table, as far as the functions in this process go. */
@Singleton
final class HostedRouter {

  private final Router router;
  private final HostedFunctions hosted;

  HostedRouter(Router router, HostedFunctions hosted) {
    this.router = router;
    this.hosted = hosted;
  }

  /**
   * The one operation that is meant.
   *
   * @throws ObjectStoreException NotImplemented when another process would serve it, and whatever
   *     the table refuses
   */
  Route route(WireRequest request) {
    Route route = router.route(request);
    if (!hosted.functions().contains(route.operation().function())) {
      throw new ObjectStoreException(new RequestError.NotImplemented(route.operation().wireName()));
    }
    return route;
  }
}
