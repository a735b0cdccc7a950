package io.strongroom.emulator.crypto;

import io.strongroom.crypto.secret.SecretBytes;

/** Key material in clear, for the length of one call. The holder closes it. */
record Material(MaterialId id, SecretBytes secret) implements AutoCloseable {

  @Override
  public void close() {
    secret.close();
  }
}
