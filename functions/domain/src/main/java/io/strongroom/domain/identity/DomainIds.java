package io.strongroom.domain.identity;

import io.strongroom.crypto.name.AccountId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids of Huawei's form, 32 hexadecimal digits, that are made of names: the first half of their
 * SHA-256. The bundled KMS makes the same, so that grants to them mean the same. Stateless.
 */
public final class DomainIds {

  private static final int BYTES = 16;

  private DomainIds() {}

  /** Of a new account's domain. */
  public static String ofAccount(AccountId account) {
    return half("domain/" + account);
  }

  /** Of a user. */
  public static String ofUser(Member user) {
    return half(user.arn());
  }

  private static String half(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
