package io.strongroom.protocol.http.body;

import java.util.Locale;

/**
 * {@code <size in hex>[;chunk-signature=<hex>]}.
 *
 * @param signature empty when there is none
 */
record ChunkHeader(long size, String signature) {

  private static final int MAX_SIZE_DIGITS = 15;
  private static final String SIGNATURE = "chunk-signature=";

  static ChunkHeader parse(String line) {
    int semicolon = line.indexOf(';');
    String digits = semicolon < 0 ? line : line.substring(0, semicolon);
    return new ChunkHeader(size(digits.strip()), semicolon < 0 ? "" : signature(line, semicolon));
  }

  private static long size(String digits) {
    boolean hex =
        !digits.isEmpty()
            && digits.length() <= MAX_SIZE_DIGITS
            && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
    if (!hex) {
      throw new BodyRejected.MalformedChunk("a chunk has no size in hex");
    }
    return Long.parseLong(digits, 16);
  }

  private static String signature(String line, int semicolon) {
    String extension = line.substring(semicolon + 1).strip();
    if (!extension.toLowerCase(Locale.ROOT).startsWith(SIGNATURE)) {
      throw new BodyRejected.MalformedChunk("a chunk extension is not a chunk signature");
    }
    return extension.substring(SIGNATURE.length());
  }
}
