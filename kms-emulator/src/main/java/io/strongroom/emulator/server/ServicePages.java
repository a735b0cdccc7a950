package io.strongroom.emulator.server;

import io.strongroom.emulator.admin.MetricsPage;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What those who run this service read: {@code /health} (and {@code /health/ready}), {@code
 * /health/live}, {@code /metrics}. Thread-safe.
 */
@ApplicationScoped
class ServicePages {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final Health health;
  private final MetricsPage metrics;

  ServicePages(Health health, MetricsPage metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /** Answers one of the pages; false when the path is none of them. */
  boolean answer(HttpServerRequest request, String path) {
    switch (path) {
      case "/health", "/health/ready" ->
          health.report().subscribe().with(report -> json(request, report.up(), report.body()));
      case "/health/live" -> {
        boolean alive = health.isAlive();
        json(request, alive, new JsonObject().put("status", alive ? "UP" : "DOWN"));
      }
      case "/metrics" ->
          request
              .response()
              .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
              .end(metrics.render());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void json(HttpServerRequest request, boolean up, JsonObject body) {
    request
        .response()
        .setStatusCode(up ? OK : UNAVAILABLE)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }
}
