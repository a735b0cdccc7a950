package io.strongroom.domain.iam;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.identity.Member;
import java.security.SecureRandom;

/** New ids, keys and tokens, of the lengths and letters that clients know. Thread-safe. */
final class Ids {

  private static final String ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ID_LENGTH = 17;
  private static final int KEY_LENGTH = 16;
  private static final int SECRET_LENGTH = 40;
  private static final int TOKEN_LENGTH = 128;
  private static final int ACCOUNT_DIGITS = 12;

  private final SecureRandom random = new SecureRandom();

  String member(Member.Kind kind) {
    return kind.prefix() + letters(ID_LETTERS, ID_LENGTH);
  }

  String policy() {
    return "ANPA" + letters(ID_LETTERS, ID_LENGTH);
  }

  String permanentKey() {
    return "AKIA" + letters(ID_LETTERS, KEY_LENGTH);
  }

  String temporaryKey() {
    return "ASIA" + letters(ID_LETTERS, KEY_LENGTH);
  }

  /** 40 characters; the receiver closes it. */
  SecretBytes secret() {
    byte[] secret = new byte[SECRET_LENGTH];
    for (int i = 0; i < SECRET_LENGTH; i++) {
      secret[i] = (byte) SECRET_LETTERS.charAt(random.nextInt(SECRET_LETTERS.length()));
    }
    return SecretBytes.adopt(secret);
  }

  String token() {
    return letters(SECRET_LETTERS, TOKEN_LENGTH);
  }

  /** AWS: no account begins with a zero by chance here; those are the local server's. */
  AccountId account() {
    StringBuilder digits = new StringBuilder(ACCOUNT_DIGITS);
    digits.append(1 + random.nextInt(9));
    while (digits.length() < ACCOUNT_DIGITS) {
      digits.append(random.nextInt(10));
    }
    return AccountId.of(digits.toString());
  }

  private String letters(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
