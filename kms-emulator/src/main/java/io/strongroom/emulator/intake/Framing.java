package io.strongroom.emulator.intake;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.OptionalLong;

/** What the head of a request says about where the request ends. */
final class Framing {

  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private Framing() {}

  /**
   * Whether head and end can be read in one way only (RFC 9112 §6.1 and §6.3, RFC 9110 §7.2): one
   * host, one length at most, and no length beside a transfer encoding.
   */
  static boolean isSound(HttpServerRequest request) {
    List<String> lengths = request.headers().getAll(CONTENT_LENGTH);
    List<String> encodings = request.headers().getAll(TRANSFER_ENCODING);
    return request.headers().getAll("Host").size() <= 1
        && lengths.size() <= 1
        && lengths.stream().allMatch(length -> length.matches("[0-9]{1,18}"))
        && (lengths.isEmpty() || encodings.isEmpty())
        && (encodings.isEmpty() || encodings.equals(List.of("chunked")));
  }

  /** In bytes, of a sound request; empty for a body whose length shows at its end. */
  static OptionalLong declaredLength(HttpServerRequest request) {
    if (request.headers().contains(TRANSFER_ENCODING)) {
      return OptionalLong.empty();
    }
    String length = request.getHeader(CONTENT_LENGTH);
    return OptionalLong.of(length == null ? 0 : parse(length));
  }

  // A request that is not sound is refused before its length matters.
  private static long parse(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  static boolean hasNoBody(HttpServerRequest request) {
    OptionalLong length = declaredLength(request);
    return length.isPresent() && length.getAsLong() == 0;
  }
}
