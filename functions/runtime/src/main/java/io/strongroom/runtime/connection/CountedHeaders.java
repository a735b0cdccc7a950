package io.strongroom.runtime.connection;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/**
 * Makes headers that take only so many fields. Each costs well over a hundred bytes of memory,
 * however short it is: a head of 32 KiB could otherwise cost a MiB, before anybody knows its
 * sender. Thread-safe; what it makes is not.
 */
final class CountedHeaders implements HttpHeadersFactory {

  private final int most;

  /**
   * @param most fields
   */
  CountedHeaders(int most) {
    this.most = most;
  }

  @Override
  public HttpHeaders newHeaders() {
    int[] count = {0};
    return new HeadersMultiMap(
        (name, value) -> {
          if (++count[0] > most) {
            // Vert.x answers 431 to what begins like this.
            throw new TooLongHttpHeaderException("HTTP header is larger than " + most + " fields.");
          }
          HttpUtils.validateHeader(name, value);
        });
  }

  @Override
  public HttpHeaders newEmptyHeaders() {
    return newHeaders();
  }
}
