package io.strongroom.runtime.connection;

import io.netty.handler.ssl.OpenSsl;
import io.quarkus.runtime.ImageMode;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.config.TlsEngineChoice;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Has TLS done by BoringSSL where its library is there and fits this machine, by the JDK elsewhere:
 * records are sealed between direct buffers then, without a copy through the heap. Native
 * executables use the JDK's.
 */
@Singleton
public final class TlsEngine implements HttpServerOptionsCustomizer {

  private static final Logger LOG = Logger.getLogger(TlsEngine.class);

  private final TlsEngineChoice choice;

  TlsEngine(StrongroomConfig config) {
    this.choice = config.tlsEngine();
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    if (choice == TlsEngineChoice.AUTO
        && !ImageMode.current().isNativeImage()
        && OpenSsl.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
      LOG.debugf("TLS by %s", OpenSsl.versionString());
    }
  }
}
