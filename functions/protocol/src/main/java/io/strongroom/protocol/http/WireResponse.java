package io.strongroom.protocol.http;

import io.strongroom.domain.content.ObjectContent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A whole answer, or the head of one whose content is still to be streamed. Immutable. */
public final class WireResponse {

  private final int status;
  private final Headers headers;
  private final byte[] body;
  private final Optional<ObjectContent> content;

  private WireResponse(int status, Headers headers, byte[] body, Optional<ObjectContent> content) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.content = content;
  }

  public static WireResponse of(int status, Headers headers) {
    return of(status, headers, new byte[0]);
  }

  /** Takes ownership of {@code body}. */
  public static WireResponse of(int status, Headers headers, byte[] body) {
    return new WireResponse(status, headers, body, Optional.empty());
  }

  public static WireResponse of(int status, Headers headers, String body) {
    return of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** This answer with other headers. */
  public WireResponse with(Headers others) {
    return new WireResponse(status, others, body, content);
  }

  /** This answer as the head of that content. Whoever sends the answer closes the content. */
  public WireResponse streaming(ObjectContent opened) {
    return new WireResponse(status, headers, body, Optional.of(opened));
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

  /** What is to be streamed instead of a body. */
  public Optional<ObjectContent> content() {
    return content;
  }
}
