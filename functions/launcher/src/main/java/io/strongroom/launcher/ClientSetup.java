package io.strongroom.launcher;

import io.strongroom.local.Identity;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What a client has to be told of a running server.
 *
 * @param endpoints where it listens
 * @param root whose key the client gets
 * @param authority PEM file to trust; empty where clients trust the server's certificate already
 * @param name the host name to use; empty: as each tool takes it best
 */
record ClientSetup(
    Endpoints endpoints, Identity root, Optional<Path> authority, Optional<String> name) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]");

  /**
   * The object endpoint, by the name that was asked for, else by {@code local} where the server
   * listens on this machine alone or everywhere.
   */
  String objects(String local) {
    boolean isLoopback = LOOPBACK.contains(URI.create(endpoints.https()).getHost());
    return name.isEmpty() && !isLoopback
        ? endpoints.https()
        : at(endpoints.https(), name.orElse(local));
  }

  /** The object endpoint as the server tells it, unless a name was asked for. */
  String objects() {
    return name.map(host -> at(endpoints.https(), host)).orElse(endpoints.https());
  }

  /** Whether there is one: the KMS may run alone. */
  boolean hasObjects() {
    return !endpoints.https().isEmpty();
  }

  private static String at(String endpoint, String host) {
    URI uri = URI.create(endpoint);
    return uri.getScheme() + "://" + host + ":" + uri.getPort();
  }
}
