package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;

/** Wraps key material. Thread-safe; the root key itself cannot be read through this. */
public interface RootKey extends AutoCloseable {

  /** Whether calls leave this process, and so may take any time. */
  boolean isRemote();

  /** Seals {@code material}, bound to {@code aad}. */
  byte[] wrap(byte[] material, byte[] aad);

  /**
   * Opens what {@link #wrap} sealed.
   *
   * @throws CiphertextRejected when another root key wrapped it, or it or {@code aad} changed
   */
  SecretBytes unwrap(byte[] wrapped, byte[] aad);

  @Override
  void close();
}
