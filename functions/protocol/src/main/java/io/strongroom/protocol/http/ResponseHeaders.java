package io.strongroom.protocol.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.UUID;

/** The headers that every answer of a dialect has. Immutable. */
public final class ResponseHeaders {

  private final Vocabulary words;
  private final String server;
  private final InstantSource clock;

  /**
   * @param server value of the Server header
   */
  public ResponseHeaders(Vocabulary words, String server, InstantSource clock) {
    this.words = words;
    this.server = server;
    this.clock = clock;
  }

  /** The answer with request ids, Server and Date, in front of its own headers. */
  public WireResponse complete(WireRequest request, WireResponse response) {
    Headers headers =
        Headers.none()
            .and(words.header("request-id"), request.requestId())
            .and(words.header("id-2"), hostId(request.requestId()))
            .and("server", server)
            // OBS: clients correct their clock by this header and try again.
            .and("date", HttpDates.header(clock.instant()));
    for (Headers.Field field : response.headers().fields()) {
      headers = headers.and(field.name(), field.value());
    }
    return response.with(headers);
  }

  /** The second id of a request: opaque, and the same in header and error body. */
  public static String hostId(String requestId) {
    UUID derived = UUID.nameUUIDFromBytes(requestId.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(derived.toString().getBytes(StandardCharsets.UTF_8));
  }
}
