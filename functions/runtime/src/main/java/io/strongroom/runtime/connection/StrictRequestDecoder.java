package io.strongroom.runtime.connection;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Refuses a request with both Content-Length and Transfer-Encoding, where Netty would drop the
 * former. Such a request is a mistake or an attempt to smuggle another one past a proxy.
 *
 * <p>Source: RFC 9112 §6.1.
 */
final class StrictRequestDecoder extends VertxHttpRequestDecoder {

  /**
   * @param options of which the longest request line, head and chunk count
   */
  StrictRequestDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
