package io.strongroom.kms.emulator.intake;

import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Leaves a {@code Content-Length} beside {@code Transfer-Encoding} in place, so that such a request
 * can be refused: Netty takes the one out and goes on with the other, which is how two servers come
 * to disagree about where a request ends (RFC 9112 §6.1).
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

  private static final String NAME = "httpDecoder";

  private StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Puts itself in the place of the decoder of a connection that has read nothing yet. */
  static void install(HttpConnection connection, HttpServerOptions options) {
    Channels.of(connection).pipeline().replace(NAME, NAME, new StrictDecoder(options));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    // Both headers stay; the listener refuses the request.
  }
}
