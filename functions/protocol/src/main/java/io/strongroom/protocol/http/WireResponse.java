package io.strongroom.protocol.http;

import java.nio.charset.StandardCharsets;

/** A whole answer, or the head of a streamed one ({@code body} empty). */
public final class WireResponse {

  private final int status;
  private final Headers headers;
  private final byte[] body;

  private WireResponse(int status, Headers headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public static WireResponse of(int status, Headers headers) {
    return new WireResponse(status, headers, new byte[0]);
  }

  /** Takes ownership of {@code body}. */
  public static WireResponse of(int status, Headers headers, byte[] body) {
    return new WireResponse(status, headers, body);
  }

  public static WireResponse of(int status, Headers headers, String body) {
    return new WireResponse(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  public int status() {
    return status;
  }

  public Headers headers() {
    return headers;
  }

  /** The array itself: written once, then forgotten. */
  public byte[] body() {
    return body;
  }
}
