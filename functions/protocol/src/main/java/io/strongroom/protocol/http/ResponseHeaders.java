package io.strongroom.protocol.http;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    List<Headers.Field> fields = new ArrayList<>();
    fields.add(new Headers.Field(words.header("request-id"), request.requestId()));
    fields.add(new Headers.Field(words.header("id-2"), hostId(request.requestId())));
    fields.add(new Headers.Field("server", server));
    // OBS: clients correct their clock by this header and try again.
    fields.add(new Headers.Field("date", HttpDates.header(clock.instant())));
    fields.addAll(response.headers().fields());
    return response.with(Headers.of(fields));
  }

  /** The second id of a request: opaque, and the same in header and error body. */
  public static String hostId(String requestId) {
    UUID derived = UUID.nameUUIDFromBytes(requestId.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(derived.toString().getBytes(StandardCharsets.UTF_8));
  }
}
