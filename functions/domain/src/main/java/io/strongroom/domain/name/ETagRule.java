package io.strongroom.domain.name;

/** Where an object's entity tag comes from; a dialect's rule, fixed at write time. */
public enum ETagRule {
  /** S3: MD5 of the plaintext for service-managed keys, opaque for KMS and customer keys. */
  S3,
  /** OBS: MD5 of the sealed bytes for every SSE mode, MD5 of the plaintext without SSE. */
  OBS
}
