package io.strongroom.runtime.http;

import io.strongroom.domain.job.Courtesy;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Tells jobs how long clients wait. Reads count, from when they are routed until their answer
 * begins: what a client sends or takes is its own pace. Thread-safe.
 */
@Singleton
final class ClientWaits {

  private final Courtesy courtesy;

  ClientWaits(Courtesy courtesy) {
    this.courtesy = courtesy;
  }

  void follow(RoutingContext context, Operation<?, ?> operation) {
    if (operation.function() == Function.GET_OBJECT) {
      long began = System.nanoTime();
      context.addHeadersEndHandler(sent -> courtesy.heard(System.nanoTime() - began));
    }
  }
}
