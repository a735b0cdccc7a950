package io.strongroom.endtoend;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways to have an object encrypted, as the headers a client sends for each. */
enum Mode {
  SSE_S3(Map.of("x-amz-server-side-encryption", "AES256")),
  SSE_KMS(Map.of("x-amz-server-side-encryption", "aws:kms")),
  BUCKET_KEY(
      Map.of(
          "x-amz-server-side-encryption", "aws:kms",
          "x-amz-server-side-encryption-bucket-key-enabled", "true")),
  SM4(
      Map.of(
          "x-amz-server-side-encryption", "aws:kms",
          "x-amz-server-side-data-encryption", "SM4")),
  SSE_C(Map.of()),
  /** In two layers. */
  DSSE(Map.of("x-amz-server-side-encryption", "aws:kms:dsse"));

  private final Map<String, String> settings;

  Mode(Map<String, String> settings) {
    this.settings = settings;
  }

  /** What names this mode when an object, or an upload, is created. */
  Map<String, String> onWrite(String kmsKey) {
    Map<String, String> headers = new LinkedHashMap<>(settings);
    if (isKms()) {
      headers.put("x-amz-server-side-encryption-aws-kms-key-id", kmsKey);
    }
    headers.putAll(onRead());
    return headers;
  }

  /** What GET, HEAD and UploadPart need. */
  Map<String, String> onRead() {
    return customerKey("x-amz-server-side-encryption-customer-");
  }

  /** What a copy needs to read its source. */
  Map<String, String> onCopySource() {
    return customerKey("x-amz-copy-source-server-side-encryption-customer-");
  }

  boolean isKms() {
    return this == SSE_KMS || this == BUCKET_KEY || this == SM4 || this == DSSE;
  }

  private Map<String, String> customerKey(String prefix) {
    return this == SSE_C ? customerKey(prefix, Samples.bytes(32)) : Map.of();
  }

  /** The three headers of a customer key. */
  static Map<String, String> customerKey(String prefix, byte[] key) {
    return Map.of(
        prefix + "algorithm", "AES256",
        prefix + "key", Base64.getEncoder().encodeToString(key),
        prefix + "key-MD5", Base64.getEncoder().encodeToString(md5(key)));
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
