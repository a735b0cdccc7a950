package io.strongroom.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Wraps keys for {@link KmsStandIn}: {@code key id ‖ nonce ‖ AES-GCM}. Thread-safe. */
final class TestKeys {

  private static final String ARN_PREFIX =
      "arn:aws:kms:us-east-1:" + TestIdentity.ACCOUNT + ":key/";
  private static final int ARN_LENGTH = ARN_PREFIX.length() + 36;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec root = new SecretKeySpec(random(32), "AES");

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** The ARN of a key named by alias, id or ARN. */
  static String arn(String name) {
    return name.startsWith(ARN_PREFIX)
        ? name
        : ARN_PREFIX + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  static String keyId(byte[] wrapped) throws GeneralSecurityException {
    if (wrapped.length <= ARN_LENGTH + NONCE_LENGTH) {
      throw new AEADBadTagException();
    }
    return new String(wrapped, 0, ARN_LENGTH, StandardCharsets.UTF_8);
  }

  byte[] wrap(String keyId, byte[] plaintext, SortedMap<String, String> context)
      throws GeneralSecurityException {
    byte[] nonce = random(NONCE_LENGTH);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, keyId, context).doFinal(plaintext);
    return ByteBuffer.allocate(ARN_LENGTH + NONCE_LENGTH + sealed.length)
        .put(keyId.getBytes(StandardCharsets.UTF_8), 0, ARN_LENGTH)
        .put(nonce)
        .put(sealed)
        .array();
  }

  byte[] unwrap(byte[] wrapped, SortedMap<String, String> context) throws GeneralSecurityException {
    int sealedAt = ARN_LENGTH + NONCE_LENGTH;
    byte[] nonce = Arrays.copyOfRange(wrapped, ARN_LENGTH, sealedAt);
    return cipher(Cipher.DECRYPT_MODE, nonce, keyId(wrapped), context)
        .doFinal(wrapped, sealedAt, wrapped.length - sealedAt);
  }

  private Cipher cipher(int mode, byte[] nonce, String keyId, SortedMap<String, String> context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, root, new GCMParameterSpec(TAG_BITS, nonce));
    String bound = keyId + context;
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
