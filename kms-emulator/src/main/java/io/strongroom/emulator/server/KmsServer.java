package io.strongroom.emulator.server;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.OptionalLong;
import org.jboss.logging.Logger;

/**
 * The emulator's listener: HTTP of its own, so that it runs alone or inside another application and
 * is the same to its clients. Listens before start-up is complete.
 */
@ApplicationScoped
class KmsServer {

  private static final Logger LOG = Logger.getLogger(KmsServer.class);

  private final Vertx vertx;
  private final KmsListeners listeners;
  private final StartUp startUp;
  private final Housekeeping housekeeping;
  private final KmsEndpoint endpoint;
  private OptionalLong timer = OptionalLong.empty();

  KmsServer(
      Vertx vertx,
      KmsListeners listeners,
      StartUp startUp,
      Housekeeping housekeeping,
      KmsEndpoint endpoint) {
    this.vertx = vertx;
    this.listeners = listeners;
    this.startUp = startUp;
    this.housekeeping = housekeeping;
    this.endpoint = endpoint;
  }

  void start(@Observes StartupEvent event, KmsConfig config) {
    if (!config.enabled()) {
      return;
    }
    startUp.run();
    int port = listeners.start();
    timer =
        OptionalLong.of(
            vertx.setPeriodic(
                config.housekeepingInterval().toMillis(), ignored -> housekeeping.run()));
    endpoint.listening(config.httpHost(), port);
    LOG.infof("KMS listens on %s:%d", config.httpHost(), port);
  }

  void stop(@Observes ShutdownEvent event) {
    endpoint.stopped();
    timer.ifPresent(vertx::cancelTimer);
    if (listeners.stop()) {
      housekeeping.finishRecords();
    }
  }
}
