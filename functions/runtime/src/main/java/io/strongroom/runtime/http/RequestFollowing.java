package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import io.strongroom.runtime.audit.RequestTrail;
import io.strongroom.runtime.tracing.RequestSpans;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Follows a request to its end: its span, and the record of it. */
@Singleton
public final class RequestFollowing {

  private static final List<String> ENCRYPTION =
      List.of(
          "x-amz-server-side-encryption",
          "x-obs-server-side-encryption",
          "x-amz-server-side-encryption-customer-algorithm",
          "x-obs-server-side-encryption-customer-algorithm");

  private final RequestSpans spans;
  private final RequestTrail trail;
  private final ClientWaits waits;

  RequestFollowing(RequestSpans spans, RequestTrail trail, ClientWaits waits) {
    this.spans = spans;
    this.trail = trail;
    this.waits = waits;
  }

  void follow(RoutingContext context, WireRequest request, Route route) {
    Runnable span =
        spans.begin(request, route.operation().wireName(), context.response()::getStatusCode);
    waits.follow(context, route.operation());
    Runnable record = trail.begin(request, route, () -> ended(context));
    context.addEndHandler(
        ended -> {
          span.run();
          record.run();
        });
  }

  /**
   * Follows a request that has no connection of its own.
   *
   * @param ended asked when it has ended
   * @return to be run then
   */
  Runnable follow(WireRequest request, Route route, Supplier<RequestTrail.Ended> ended) {
    Runnable span = spans.begin(request, route.operation().wireName(), () -> ended.get().status());
    Runnable record = trail.begin(request, route, ended);
    return () -> {
      span.run();
      record.run();
    };
  }

  private static RequestTrail.Ended ended(RoutingContext context) {
    HttpServerResponse response = context.response();
    return new RequestTrail.Ended(
        response.getStatusCode(),
        context.request().bytesRead(),
        response.bytesWritten(),
        encryption(name -> Optional.ofNullable(response.headers().get(name))),
        Exchange.caller(context));
  }

  /** What an answer's headers tell of it. */
  static String encryption(Function<String, Optional<String>> header) {
    return ENCRYPTION.stream().map(header).flatMap(Optional::stream).findFirst().orElse("");
  }
}
