package io.strongroom.function.console;

import io.strongroom.function.console.visit.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Whether a request that changes something comes from a page of this console. Browsers say where
 * one comes from, and pages cannot have them say otherwise. Who says nothing is no browser, and has
 * the wire.
 */
final class Origins {

  private Origins() {}

  /**
   * @throws Refused when it comes from elsewhere, or does not say
   */
  static void requireOwn(HttpServerRequest request) {
    String host = Optional.ofNullable(request.getHeader("host")).orElse("");
    String origin = Optional.ofNullable(request.getHeader("origin")).orElse("");
    String site = Optional.ofNullable(request.getHeader("sec-fetch-site")).orElse("same-origin");
    boolean own = !host.isEmpty() && origin.equalsIgnoreCase("https://" + host);
    if (!own || !site.equals("same-origin")) {
      throw new Refused(
          403, "ForeignOrigin", "This request does not come from a page of this console.", "");
    }
  }
}
