package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.strongroom.runtime.admission.Budget;
import io.strongroom.runtime.connection.ClosingReason;
import io.strongroom.runtime.connection.Connections;
import io.strongroom.runtime.connection.WatchedTransport;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;

/** Shows what is under way, and what was refused or cut off. */
final class AdmissionMetrics {

  void register(
      @Observes StartupEvent starting, MeterRegistry registry, Budget budget, Vertx vertx) {
    Gauge.builder("strongroom.admission.bytes", budget, Budget::used).register(registry);
    Gauge.builder("strongroom.admission.capacity", budget, Budget::capacity).register(registry);
    Gauge.builder("strongroom.admission.bodies", budget, Budget::bodies).register(registry);
    FunctionCounter.builder("strongroom.admission.refused", budget, Budget::refused)
        .register(registry);
    FunctionCounter.builder("strongroom.admission.yielded", budget, Budget::yielded)
        .register(registry);
    if (((VertxInternal) vertx).transport() instanceof WatchedTransport watched) {
      register(registry, watched.connections());
    } else {
      throw new IllegalStateException("connections are not watched");
    }
  }

  private static void register(MeterRegistry registry, Connections connections) {
    Gauge.builder("strongroom.connections", connections, Connections::open).register(registry);
    for (ClosingReason reason : ClosingReason.values()) {
      FunctionCounter.builder(
              "strongroom.connections.closed", connections, each -> each.closed(reason))
          .tag("reason", reason.label())
          .register(registry);
    }
  }
}
