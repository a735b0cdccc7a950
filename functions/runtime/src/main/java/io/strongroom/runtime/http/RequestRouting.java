package io.strongroom.runtime.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Resolves every request to exactly one operation. A function refuses operations that are not its
 * own, whatever the router in front of it does. Paths are taken raw: normalisation would merge
 * different keys.
 */
@Singleton
public final class RequestRouting {

  private final HostedRouter router;
  private final WireRequests requests;
  private final Replies replies;
  private final RequestFollowing following;
  private final Admission admission;

  RequestRouting(
      HostedRouter router,
      WireRequests requests,
      Replies replies,
      RequestFollowing following,
      Admission admission) {
    this.router = router;
    this.requests = requests;
    this.replies = replies;
    this.following = following;
    this.admission = admission;
  }

  /** Path of the function that serves this request, or of the resource that refuses it. */
  String resourceFor(RoutingContext context) {
    WireRequest request = requests.of(context);
    try {
      Route route = router.route(request);
      admission.admit(context, route.operation());
      following.follow(context, request, route);
      Exchange.attach(context, new Exchange(request, route));
      return "/" + route.operation().function().id();
    } catch (ObjectStoreException refused) {
      replies.refuseLater(context, request, refused);
      return RefusalResource.PATH;
    }
  }
}
