package io.strongroom.runtime.connection;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/**
 * Refuses a request with both Content-Length and Transfer-Encoding, where Netty would drop the
 * former. Such a request is a mistake or an attempt to smuggle another one past a proxy. And one
 * with more header fields than anybody needs, see {@link CountedHeaders}.
 *
 * <p>Source: RFC 9112 §6.1.
 */
final class StrictRequestDecoder extends HttpRequestDecoder {

  StrictRequestDecoder(HeadLimits limits) {
    super(limits.decoding());
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
