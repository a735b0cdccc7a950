package io.strongroom.runtime.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import org.junit.jupiter.api.Test;

/** TLS by the JDK, which answers every change of keys: who takes no answer is cut off by us. */
class RudeTlsTest extends RudeTlsContract {

  @Override
  SSLEngineOptions engine() {
    return new JdkSSLEngineOptions();
  }

  @Test
  @Override
  void everNewKeysThatNobodyTakes_closed() throws Exception {
    super.everNewKeysThatNobodyTakes_closed();

    assertThat(connections.closed(ClosingReason.UNASKED)).isEqualTo(1);
  }
}
