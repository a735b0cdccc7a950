package io.strongroom.domain.encryption;

/** How an object is sealed, without its particulars. */
public enum EncryptionMode {
  /** Nobody asked for it: sealed under the service's key anyway. */
  NONE,
  /** SSE-S3, SSE-OBS. */
  SERVICE,
  /** SSE-KMS. */
  KMS,
  /** SSE-C. */
  CUSTOMER
}
