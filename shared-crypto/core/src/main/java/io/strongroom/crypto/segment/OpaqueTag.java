package io.strongroom.crypto.segment;

import io.strongroom.crypto.aead.Digests;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Gathers the opaque tag of a stream (SPEC §3.6): SHA-256 of header and segment tags, cut short.
 */
final class OpaqueTag {

  private static final int BYTES = 16;

  private final MessageDigest digest = Digests.sha256();

  OpaqueTag(byte[] header) {
    digest.update(header);
  }

  void add(byte[] sealed, int tagOffset) {
    digest.update(sealed, tagOffset, SealedSize.TAG_BYTES);
  }

  String value() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }
}
