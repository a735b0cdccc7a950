package io.strongroom.runtime.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.UriDecoder;
import io.strongroom.protocol.http.WireRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers requests whose path cannot be decoded, before anything else looks at it: the web
 * framework would close them with a status alone, where clients expect an error of their dialect.
 */
@Singleton
public final class TargetGuard {

  /** Before all filters of the framework. */
  private static final int FIRST = 1_000_000;

  private final WireRequests requests;
  private final Replies replies;

  TargetGuard(WireRequests requests, Replies replies) {
    this.requests = requests;
    this.replies = replies;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    String target = context.request().uri();
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    if (path.indexOf('%') < 0) {
      context.next();
      return;
    }
    try {
      UriDecoder.path(path);
    } catch (ObjectStoreException undecodable) {
      refuse(context, undecodable);
      return;
    }
    context.next();
  }

  private void refuse(RoutingContext context, ObjectStoreException undecodable) {
    WireRequest request = requests.of(context);
    replies.sendError(context, request, undecodable).subscribe().with(sent -> {}, failed -> {});
  }
}
