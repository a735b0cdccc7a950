package io.strongroom.runtime.http;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Names of requests, which nobody can guess from others. Random bytes are fetched for many at once:
 * fetching them asks the operating system. Thread-safe.
 */
final class RequestIds {

  private static final int BYTES = 16;
  private static final int FETCHED = 128 * BYTES;
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final SecureRandom random = new SecureRandom();
  private final byte[] fetched = new byte[FETCHED];
  private int next = FETCHED;

  /** 32 hexadecimal digits, never given before. */
  synchronized String next() {
    if (next == FETCHED) {
      random.nextBytes(fetched);
      next = 0;
    }
    String id = HEX.formatHex(fetched, next, next + BYTES);
    Arrays.fill(fetched, next, next + BYTES, (byte) 0);
    next += BYTES;
    return id;
  }
}
