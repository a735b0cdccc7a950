package io.strongroom.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The file the demo stores.
 *
 * @param path where it is
 * @param size in bytes
 * @param sha256 of its content, in hex
 */
record DemoFile(Path path, long size, String sha256) {
  private static final int MADE_SIZE_IN_BYTES = 5 << 20;
  private static final int LOOKED_AT_IN_BYTES = 1 << 20;
  private static final int SAMPLE_IN_BYTES = 48;
  private static final int FEWEST_DIFFERENT_BYTES = 12;

  static DemoFile of(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return new DemoFile(path, Files.size(path), sha256(in));
    }
  }

  /** Writes lines of random letters: text that cannot be anywhere by accident. */
  static DemoFile make(Path path) throws IOException {
    SecureRandom random = new SecureRandom();
    byte[] noise = new byte[32];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
      int left = MADE_SIZE_IN_BYTES;
      while (left > 0) {
        random.nextBytes(noise);
        byte[] line =
            ("line " + HexFormat.of().formatHex(noise) + "\n").getBytes(StandardCharsets.US_ASCII);
        int length = Math.min(left, line.length);
        out.write(line, 0, length);
        left -= length;
      }
    }
    return of(path);
  }

  /** Some bytes of the file that would not be met elsewhere; none where it is too uniform. */
  Optional<byte[]> sample() throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(path)) {
      start = in.readNBytes(LOOKED_AT_IN_BYTES);
    }
    for (int from = start.length / 2; from + SAMPLE_IN_BYTES <= start.length; from++) {
      byte[] candidate = Arrays.copyOfRange(start, from, from + SAMPLE_IN_BYTES);
      if (differentBytes(candidate) >= FEWEST_DIFFERENT_BYTES) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Reads the stream to its end; returns its SHA-256 in hex. */
  static String sha256(InputStream in) throws IOException {
    try (DigestInputStream digested =
        new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static int differentBytes(byte[] bytes) {
    boolean[] met = new boolean[256];
    int different = 0;
    for (byte each : bytes) {
      if (!met[each & 0xff]) {
        met[each & 0xff] = true;
        different++;
      }
    }
    return different;
  }
}
