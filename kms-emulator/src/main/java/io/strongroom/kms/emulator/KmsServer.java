package io.strongroom.kms.emulator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The emulator's listener: HTTP of its own, so that it runs alone or inside another application and
 * is the same to its clients. Listens before start-up is complete.
 */
@ApplicationScoped
class KmsServer {

  private static final Logger LOG = Logger.getLogger(KmsServer.class);
  private static final int IDLE_TIMEOUT_IN_SECONDS = 75;
  private static final int START_TIMEOUT_IN_SECONDS = 30;

  private final Vertx vertx;
  private final KmsConfig config;
  private final KmsHttp http;
  private final StartUp startUp;
  private final Housekeeping housekeeping;
  private final KmsEndpoint endpoint;
  private final List<String> listeners = new ArrayList<>();
  private OptionalLong timer = OptionalLong.empty();

  KmsServer(
      Vertx vertx,
      KmsConfig config,
      KmsHttp http,
      StartUp startUp,
      Housekeeping housekeeping,
      KmsEndpoint endpoint) {
    this.startUp = startUp;
    this.vertx = vertx;
    this.config = config;
    this.http = http;
    this.housekeeping = housekeeping;
    this.endpoint = endpoint;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    startUp.run();
    int port = listen();
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
    if (!listeners.isEmpty()) {
      listeners.forEach(id -> finish(vertx.undeploy(id)));
      housekeeping.finishRecords();
    }
  }

  // One listener for each processor, each on an event loop of its own: Vert.x deals connections out
  // among listeners of one port.
  private int listen() {
    int port = config.httpPort() == 0 ? freePort() : config.httpPort();
    listeners.add(
        finish(
            vertx.deployVerticle(
                () -> new Listener(port),
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors()))));
    return port;
  }

  // Vert.x does not share a port that the system chose among listeners: so it is chosen before.
  private int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(config.httpHost()))) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("there is no free port on " + config.httpHost(), e);
    }
  }

  private final class Listener extends AbstractVerticle {
    private final int port;

    Listener(int port) {
      this.port = port;
    }

    @Override
    public void start(Promise<Void> started) {
      vertx
          .createHttpServer(
              // An offer to go on in HTTP/2 (h2c) is passed over, as it may be: an upgraded request
              // has :authority in place of the Host field that its signature covers.
              new HttpServerOptions()
                  .setIdleTimeout(IDLE_TIMEOUT_IN_SECONDS)
                  .setTcpNoDelay(true)
                  .setHttp2ClearTextEnabled(false))
          .requestHandler(http::handle)
          .listen(port, config.httpHost())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }

  private static <T> T finish(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_TIMEOUT_IN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the KMS listener starts or stops", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the KMS listener cannot start or stop", e);
    }
  }
}
