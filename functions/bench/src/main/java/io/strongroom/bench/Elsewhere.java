package io.strongroom.bench;

import io.strongroom.signing.Credential;
import java.net.URI;

/** A server that somebody else started. */
record Elsewhere(String name, URI endpoint, Credential credential) implements Server {

  @Override
  public void close() {}
}
