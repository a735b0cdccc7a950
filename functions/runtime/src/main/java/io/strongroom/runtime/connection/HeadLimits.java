package io.strongroom.runtime.connection;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.vertx.core.http.HttpServerOptions;

/**
 * How large the head of a request may be.
 *
 * @param options of which the longest request line, head and chunk count, in bytes
 * @param fields most header fields of a head, and most behind a body
 */
record HeadLimits(HttpServerOptions options, int fields) {

  /** What a decoder is made with. */
  HttpDecoderConfig decoding() {
    CountedHeaders headers = new CountedHeaders(fields);
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(options.getMaxInitialLineLength())
        .setMaxHeaderSize(options.getMaxHeaderSize())
        .setMaxChunkSize(options.getMaxChunkSize())
        .setInitialBufferSize(options.getDecoderInitialBufferSize())
        .setHeadersFactory(headers)
        .setTrailersFactory(headers);
  }
}
