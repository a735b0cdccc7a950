package io.strongroom.function.console;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The cookie of a session: for this host alone, over TLS alone, and for no script. */
final class Cookies {

  /** Browsers take this prefix only from the host itself, over TLS, for all of its paths. */
  static final String NAME = "__Host-strongroom";

  private static final String RULES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  private Cookies() {}

  /** Until the browser is closed: the session itself is over before. */
  static String begin(String token) {
    return NAME + "=" + token + RULES;
  }

  static String end() {
    return NAME + "=" + RULES + "; Max-Age=0";
  }

  /** The token of a request; empty when it has none, or more than one. */
  static Optional<String> token(RoutingContext via) {
    List<String> tokens =
        via.request().headers().getAll("cookie").stream()
            .flatMap(header -> Arrays.stream(header.split(";", -1)))
            .map(String::strip)
            .filter(pair -> pair.startsWith(NAME + "="))
            .map(pair -> pair.substring(NAME.length() + 1))
            .toList();
    return tokens.size() == 1 ? Optional.of(tokens.getFirst()) : Optional.empty();
  }
}
