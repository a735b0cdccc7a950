package io.strongroom.function.console;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The console's own listener, beside those of objects: none of its paths can be an object's. With
 * TLS only. Blocks at the start.
 */
@Singleton
final class ConsoleServer {

  private static final int START_TIMEOUT_IN_SECONDS = 30;

  /** A URL may name a key, a prefix and where to go on, each of 1,024 bytes, escaped. */
  private static final int LONGEST_LINE = 12 * 1024;

  private final Vertx vertx;
  private final ConsoleConfig config;
  private final TlsConfigurationRegistry certificates;
  private final Gate gate;
  private Optional<HttpServer> server = Optional.empty();

  ConsoleServer(
      Vertx vertx, ConsoleConfig config, TlsConfigurationRegistry certificates, Gate gate) {
    this.vertx = vertx;
    this.config = config;
    this.certificates = certificates;
    this.gate = gate;
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      server = Optional.of(finish(listening(tls())));
    }
  }

  /** A renewed certificate is used from the next connection on. */
  void renew(@Observes CertificateUpdatedEvent event) {
    if (event.name().equals(config.tlsConfigurationName())) {
      server.ifPresent(
          running -> running.updateSSLOptions(event.tlsConfiguration().getSSLOptions()));
    }
  }

  private TlsConfiguration tls() {
    return certificates
        .get(config.tlsConfigurationName())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the console needs TLS: there is no TLS configuration "
                        + config.tlsConfigurationName()));
  }

  private Future<HttpServer> listening(TlsConfiguration tls) {
    Router router = Router.router(vertx);
    router.route().handler(gate);
    HttpServerOptions options =
        new HttpServerOptions()
            .setTcpNoDelay(true)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setSsl(true)
            .setUseAlpn(false)
            .setKeyCertOptions(tls.getKeyStoreOptions())
            .setEnabledSecureTransportProtocols(
                tls.getSSLOptions().getEnabledSecureTransportProtocols());
    return vertx
        .createHttpServer(options)
        .requestHandler(router)
        .listen(config.port(), config.host());
  }

  private static <T> T finish(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(START_TIMEOUT_IN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the console starts", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the console cannot listen", e);
    }
  }
}
