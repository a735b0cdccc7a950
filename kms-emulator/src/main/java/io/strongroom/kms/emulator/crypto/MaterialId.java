package io.strongroom.kms.emulator.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names one generation of a key's material.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record MaterialId(String hex) {

  /** Size of the binary form. */
  public static final int SIZE_IN_BYTES = 32;

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public MaterialId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a key material id");
    }
  }

  /** A new random id. */
  public static MaterialId random() {
    byte[] bytes = new byte[SIZE_IN_BYTES];
    RANDOM.nextBytes(bytes);
    return of(bytes);
  }

  /** From the binary form of {@link #SIZE_IN_BYTES} bytes. */
  public static MaterialId of(byte[] bytes) {
    return new MaterialId(HexFormat.of().formatHex(bytes));
  }

  /** An id that is always the same for {@code name}: its SHA-256. */
  public static MaterialId ofName(String name) {
    try {
      return of(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
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
