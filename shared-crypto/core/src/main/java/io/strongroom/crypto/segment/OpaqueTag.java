package io.strongroom.crypto.segment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Gathers the opaque tag of a stream (SPEC §3.6): SHA-256 of header and segment tags, cut short.
 */
final class OpaqueTag {

  private static final int BYTES = 16;

  private final MessageDigest digest;

  OpaqueTag(byte[] header) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JVM has no SHA-256", e);
    }
    digest.update(header);
  }

  void add(byte[] sealed, int tagOffset) {
    digest.update(sealed, tagOffset, SealedSize.TAG_BYTES);
  }

  String value() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
