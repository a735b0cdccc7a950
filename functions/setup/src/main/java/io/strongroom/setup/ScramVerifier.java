package io.strongroom.setup;

import io.strongroom.local.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL stores of a password. Made here, so that the statement that sets it, which may be
 * logged, does not tell the password.
 *
 * <p>Source: RFC 5802 §3, RFC 7677; PostgreSQL manual, "pg_authid".
 */
final class ScramVerifier {

  private static final int ITERATIONS = 4096;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;

  private ScramVerifier() {}

  /**
   * @param password printable ASCII, which needs no normalising
   * @throws StartupException for another password
   */
  static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return of(password, salt);
  }

  static String of(String password, byte[] salt) {
    if (!password.matches("[!-~]{1,256}")) {
      throw new StartupException("A database password is not 1 to 256 printable ASCII characters.");
    }
    try {
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS))
              .getEncoded();
      byte[] stored =
          MessageDigest.getInstance("SHA-256").digest(authenticate(salted, "Client Key"));
      Base64.Encoder base64 = Base64.getEncoder();
      return "SCRAM-SHA-256$%d:%s$%s:%s"
          .formatted(
              ITERATIONS,
              base64.encodeToString(salt),
              base64.encodeToString(stored),
              base64.encodeToString(authenticate(salted, "Server Key")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot derive a password verifier", e);
    }
  }

  private static byte[] authenticate(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
  }
}
