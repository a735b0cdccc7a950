package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.vertx.ext.web.RoutingContext;

/** One request on its way from the filter to its resource. */
record Exchange(WireRequest request, Route route) {

  private static final String KEY = Exchange.class.getName();

  static void attach(RoutingContext context, Exchange exchange) {
    context.put(KEY, exchange);
  }

  static Exchange of(RoutingContext context) {
    Exchange exchange = context.get(KEY);
    if (exchange == null) {
      throw new IllegalStateException("the routing filter has not seen this request");
    }
    return exchange;
  }
}
