package io.strongroom.signing.v4;

import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.signing.internal.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where and when a signing key is good: one day, one region, one service.
 *
 * @param date {@code yyyyMMdd}
 */
public record CredentialScope(String date, String region, String service) {

  static final String TERMINATOR = "aws4_request";

  /**
   * The key of this scope: four nested HMACs, so that the secret itself never signs a request. The
   * caller owns the result.
   */
  SecretBytes derive(SecretBytes secret) {
    byte[] start = secret.use(CredentialScope::prefixed);
    byte[] dateKey = Hashing.hmacSha256(start, date);
    byte[] regionKey = Hashing.hmacSha256(dateKey, region);
    byte[] serviceKey = Hashing.hmacSha256(regionKey, service);
    SecretBytes signingKey = SecretBytes.adopt(Hashing.hmacSha256(serviceKey, TERMINATOR));
    Arrays.fill(start, (byte) 0);
    Arrays.fill(dateKey, (byte) 0);
    Arrays.fill(regionKey, (byte) 0);
    Arrays.fill(serviceKey, (byte) 0);
    return signingKey;
  }

  /** {@code date/region/service/aws4_request}. */
  @Override
  public String toString() {
    return date + '/' + region + '/' + service + '/' + TERMINATOR;
  }

  private static byte[] prefixed(byte[] secret) {
    byte[] prefix = "AWS4".getBytes(StandardCharsets.US_ASCII);
    byte[] key = Arrays.copyOf(prefix, prefix.length + secret.length);
    System.arraycopy(secret, 0, key, prefix.length, secret.length);
    return key;
  }
}
