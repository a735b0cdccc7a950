package io.strongroom.function.console.visit;

import java.net.URI;
import java.util.Optional;

/**
 * Where others reach objects.
 *
 * @param configured by the operator; empty for the name by which the browser knows this console
 * @param port of objects, with TLS
 */
public record ObjectEndpoint(Optional<URI> configured, int port) {

  /**
   * For the browser of a visit.
   *
   * @throws Refused when it does not say where it is
   */
  public URI of(Visit visit) {
    return configured.orElseGet(() -> beside(visit.header("host").orElse("")));
  }

  private URI beside(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    if (!name.matches("[A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:]{2,45}]")) {
      throw Refused.badRequest("The browser does not say by which name it knows this console.");
    }
    return URI.create("https://" + name + ":" + port);
  }
}
