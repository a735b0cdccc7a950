package io.strongroom.local;

import java.security.SecureRandom;

/**
 * Random strings for identities and passwords, from the platform's secure generator. Thread-safe.
 */
public final class RandomText {
  /**
   * Letters and digits: safe in URLs, shells, property files and SQL literals without any quoting.
   */
  private static final String ALPHANUMERIC =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** The alphabet of AWS access key ids (base 32). */
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final SecureRandom random;

  public RandomText(SecureRandom random) {
    this.random = random;
  }

  /** Forty characters of 62: 238 bits. */
  public String secret() {
    return text(ALPHANUMERIC, 40);
  }

  /** Twenty characters in the form of an AWS access key id: {@code AKIA} and 80 random bits. */
  public String accessKeyId() {
    return "AKIA" + text(BASE_32, 16);
  }

  private String text(String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .collect(
            StringBuilder::new,
            (text, index) -> text.append(alphabet.charAt(index)),
            StringBuilder::append)
        .toString();
  }
}
