package io.strongroom.emulator.server;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.intake.AdmissionBudget;
import io.strongroom.emulator.intake.HostNames;
import io.strongroom.emulator.intake.Intake;
import io.strongroom.emulator.intake.IntakeLimits;
import io.strongroom.emulator.intake.OpenConnections;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The port of the KMS and what every connection to it passes. Blocks at start and stop only. */
@ApplicationScoped
class KmsListeners {

  private static final int START_TIMEOUT_IN_SECONDS = 30;

  private final Vertx vertx;
  private final KmsConfig config;
  private final KmsHttp http;
  private final AdminGate gate;
  private final OpenConnections connections;
  private final Intake intake;
  private Optional<String> deployment = Optional.empty();

  KmsListeners(Vertx vertx, KmsConfig config, KmsHttp http, AdminGate gate) {
    this.vertx = vertx;
    this.config = config;
    this.http = http;
    this.gate = gate;
    KmsConfig.Intake bounds = config.intake();
    long heap = Runtime.getRuntime().maxMemory();
    IntakeLimits limits =
        new IntakeLimits(
            bounds.connections().orElse(OpenConnections.mostFor(heap)),
            bounds.headerTimeout(),
            bounds.keepAlive(),
            bounds.bodyStallTimeout(),
            bounds.bodyTimeout(),
            bounds.writeTimeout());
    long bytes = bounds.bodyBytes().orElse(AdmissionBudget.shareOf(heap));
    this.connections = new OpenConnections(vertx, limits);
    this.intake =
        new Intake(
            vertx,
            limits,
            new HostNames(names(config)),
            connections,
            new AdmissionBudget(bytes, bounds.bodies()));
  }

  private static Set<String> names(KmsConfig config) {
    Set<String> names = new HashSet<>(config.hosts().orElse(Set.of()));
    names.add(config.httpHost());
    return names;
  }

  /**
   * Listens, once for each processor, each on an event loop of its own: Vert.x deals connections
   * out among listeners of one port.
   *
   * @return the port
   */
  int start() {
    gate.prepare();
    int port = config.httpPort() == 0 ? freePort() : config.httpPort();
    deployment =
        Optional.of(
            finish(
                vertx.deployVerticle(
                    () -> new Listener(port),
                    new DeploymentOptions()
                        .setInstances(Runtime.getRuntime().availableProcessors()))));
    return port;
  }

  /** Stops listening; gives whether it did listen. */
  boolean stop() {
    deployment.ifPresent(id -> finish(vertx.undeploy(id)));
    return deployment.isPresent();
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
      // An offer to go on in HTTP/2 (h2c) is passed over, as it may be: an upgraded request has
      // :authority in place of the Host field that its signature covers.
      HttpServerOptions options =
          new HttpServerOptions().setTcpNoDelay(true).setHttp2ClearTextEnabled(false);
      vertx
          .createHttpServer(options)
          .connectionHandler(connection -> connections.opened(connection, options))
          .requestHandler(request -> intake.handle(request, http))
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
