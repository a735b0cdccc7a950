package io.strongroom.domain.encryption;

/** Where the entity tag of a new stream comes from. */
public enum ETagSource {
  /** MD5 of the bytes as the client sent them. */
  PLAINTEXT_MD5,
  /** MD5 of the bytes at rest. */
  SEALED_MD5,
  /** Promises nothing about the bytes. */
  OPAQUE
}
