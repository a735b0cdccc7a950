package io.strongroom.domain.name;

import java.util.HexFormat;

/**
 * An entity tag without its quotes: 32 hexadecimal digits, for multipart objects with {@code -N}.
 */
public record ETag(String value) {

  /** From a 16-byte digest. */
  public static ETag ofDigest(byte[] md5) {
    return new ETag(HexFormat.of().formatHex(md5));
  }

  /** As the header has it. */
  public String quoted() {
    return '"' + value + '"';
  }
}
