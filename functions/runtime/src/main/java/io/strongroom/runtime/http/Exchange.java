package io.strongroom.runtime.http;

import io.strongroom.domain.caller.Caller;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.form.PostedForm;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** One request on its way from the filter to its resource. */
record Exchange(WireRequest request, Route route) {

  private static final String KEY = Exchange.class.getName();
  private static final String CALLER = KEY + ".caller";

  static void attach(RoutingContext context, Exchange exchange) {
    context.put(KEY, exchange);
  }

  /** The exchange that a form means, where the request is one. Blocking then. */
  static Exchange opened(RoutingContext context) {
    Exchange exchange = of(context);
    if (!exchange.route().operation().equals(ObjectOperations.POST_OBJECT)) {
      return exchange;
    }
    PostedForm form = PostedForm.read(exchange.request(), exchange.route());
    Exchange meant = new Exchange(form.request(), form.route());
    attach(context, meant);
    return meant;
  }

  /** Notes who sent the request, once that is known. */
  static void sentBy(RoutingContext context, Caller caller) {
    context.put(CALLER, caller);
  }

  /** Who sent the request; empty where nobody could be told. */
  static Optional<Caller> caller(RoutingContext context) {
    return Optional.ofNullable(context.get(CALLER));
  }

  static Exchange of(RoutingContext context) {
    Exchange exchange = context.get(KEY);
    if (exchange == null) {
      throw new IllegalStateException("the routing filter has not seen this request");
    }
    return exchange;
  }
}
