package io.strongroom.runtime.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.protocol.http.UriDecoder;
import io.strongroom.protocol.http.WireRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers requests whose target cannot be decoded, before anything else looks at it: the web
 * framework would answer with a status alone, where clients expect an error of their dialect.
 */
@Singleton
public final class TargetGuard {

  /** Before all filters of the framework. */
  private static final int FIRST = 1_000_000;

  /** Quarkus's own check comes before any filter; this turns it off when set before the start. */
  private static final String NO_OTHER_CHECK = "vertx.disableURIValidation";

  private final WireRequests requests;
  private final Replies replies;

  TargetGuard(WireRequests requests, Replies replies) {
    this.requests = requests;
    this.replies = replies;
  }

  /** To be called before Quarkus starts: it leaves targets to this class then. */
  public static void beAlone() {
    System.setProperty(NO_OTHER_CHECK, "true");
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, FIRST);
  }

  private void check(RoutingContext context) {
    String target = context.request().uri();
    try {
      if (target.indexOf('%') >= 0) {
        UriDecoder.path(target);
      }
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
