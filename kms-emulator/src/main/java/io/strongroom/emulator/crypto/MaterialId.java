package io.strongroom.emulator.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one generation of a key's material: 28 bytes, and the first four of their SHA-256, by which
 * an id that was damaged is told from one that is merely unknown.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record MaterialId(String hex) {

  /** Size of the binary form. */
  public static final int SIZE_IN_BYTES = 32;

  private static final int NAME_SIZE_IN_BYTES = 28;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public MaterialId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a key material id");
    }
  }

  /** A new random id. */
  public static MaterialId random() {
    byte[] name = new byte[NAME_SIZE_IN_BYTES];
    RANDOM.nextBytes(name);
    return ofPart(name);
  }

  /** From the binary form of {@link #SIZE_IN_BYTES} bytes. */
  public static MaterialId of(byte[] bytes) {
    return new MaterialId(HexFormat.of().formatHex(bytes));
  }

  /** An id that is always the same for {@code name}. */
  public static MaterialId ofName(String name) {
    return ofPart(Arrays.copyOf(sha256(name.getBytes(StandardCharsets.UTF_8)), NAME_SIZE_IN_BYTES));
  }

  /** Whether this can be an id that this service gave; a changed one is not. */
  public boolean isGenuine() {
    return ofPart(Arrays.copyOf(bytes(), NAME_SIZE_IN_BYTES)).equals(this);
  }

  private static MaterialId ofPart(byte[] name) {
    byte[] whole = Arrays.copyOf(name, SIZE_IN_BYTES);
    System.arraycopy(
        sha256(name), 0, whole, NAME_SIZE_IN_BYTES, SIZE_IN_BYTES - NAME_SIZE_IN_BYTES);
    return of(whole);
  }

  private static byte[] sha256(byte[] text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }

  /** The binary form. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
