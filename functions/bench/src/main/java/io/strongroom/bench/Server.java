package io.strongroom.bench;

import io.strongroom.signing.Credential;
import java.io.IOException;
import java.net.URI;

/** A server under measurement. */
interface Server extends AutoCloseable {

  /** How the table calls it. */
  String name();

  URI endpoint();

  Credential credential();

  default Client client() throws IOException {
    return new Client(endpoint(), credential(), "us-east-1");
  }

  @Override
  void close();

  static Credential credential(String accessKeyId, String secret) {
    return Credential.of(accessKeyId, secret, "bench", "000000000000");
  }
}
