package io.strongroom.signing.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC over whole inputs, with hex in lower case. Stateless. */
public final class Hashing {

  /** Hex SHA-256 of no bytes at all. */
  public static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final HexFormat HEX = HexFormat.of();

  private Hashing() {}

  /** Lower-case hex SHA-256 of {@code data}. */
  public static String sha256Hex(byte[] data) {
    return HEX.formatHex(sha256().digest(data));
  }

  /** Lower-case hex SHA-256 of the UTF-8 form of {@code text}. */
  public static String sha256Hex(String text) {
    return sha256Hex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** HMAC-SHA256 of the UTF-8 form of {@code text}. */
  public static byte[] hmacSha256(byte[] key, String text) {
    return hmac("HmacSHA256", key, text);
  }

  /** HMAC-SHA1 of the UTF-8 form of {@code text}; only for the legacy schemes. */
  public static byte[] hmacSha1(byte[] key, String text) {
    return hmac("HmacSHA1", key, text);
  }

  /** Lower-case hex. */
  public static String hex(byte[] data) {
    return HEX.formatHex(data);
  }

  /** Compares in time that depends on the lengths only. */
  public static boolean constantTimeEquals(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether {@code text} is the lower-case hex form of a SHA-256. */
  public static boolean isSha256Hex(String text) {
    return text.length() == 64
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      // An empty secret cannot be a key; the caller's lookup must not return one.
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw unavailable(algorithm, e);
    }
  }

  private static IllegalStateException unavailable(String algorithm, GeneralSecurityException e) {
    return new IllegalStateException(algorithm + " is not available", e);
  }
}
