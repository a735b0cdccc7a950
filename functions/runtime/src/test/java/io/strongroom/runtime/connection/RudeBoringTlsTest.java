package io.strongroom.runtime.connection;

import io.netty.handler.ssl.OpenSsl;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** TLS by BoringSSL, as {@code serve} has it where the library fits. */
class RudeBoringTlsTest extends RudeTlsContract {

  @BeforeAll
  static void requireLibrary() {
    Assumptions.assumeTrue(OpenSsl.isAvailable(), "BoringSSL's library does not fit this machine");
  }

  @Override
  SSLEngineOptions engine() {
    return new OpenSSLEngineOptions();
  }
}
