package io.strongroom.emulator.crypto;

/**
 * How a family of keys signs. Keys are encoded: private ones as PKCS #8, public ones as X.509
 * SubjectPublicKeyInfo. Thread-safe.
 */
sealed interface SigningScheme
    permits RsaScheme, EcdsaScheme, Sm2Scheme, Ed25519Scheme, MlDsaScheme {

  /** Length of what {@link #sign} takes when the caller hashed the message itself. */
  int digestSizeInBytes();

  /** What {@link #sign} takes for a message; some schemes hash the signer's key too. */
  byte[] digest(byte[] publicKey, byte[] message);

  byte[] sign(byte[] privateKey, byte[] digest);

  /** Whether a signature is right; false too for bytes that are no signature at all. */
  boolean verify(byte[] publicKey, byte[] digest, byte[] signature);
}
