package io.strongroom.endtoend.access;

import io.strongroom.signing.Credential;
import java.util.Optional;

/** Whoever signs; with a token when the key is temporary. */
record Key(String id, String secret, Optional<String> token) {

  Credential credential() {
    return Credential.of(id, secret, "arn:aws:iam::0:root", "0");
  }
}
