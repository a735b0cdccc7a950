package io.strongroom.emulator.intake;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.impl.HttpUtils;
import io.vertx.core.http.impl.headers.HeadersMultiMap;

/**
 * Makes headers of a few fields at most. Each costs well over a hundred bytes of memory, however
 * short it is, so a head or the lines behind a body could cost thirty times their length.
 * Thread-safe; what it makes is not.
 */
final class FewFields implements HttpHeadersFactory {

  private final int most;

  FewFields(int most) {
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
