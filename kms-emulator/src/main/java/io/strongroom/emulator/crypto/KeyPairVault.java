package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * Signs, authenticates, decrypts and agrees with material that stays in here. A key pair's material
 * is the length of the private key (4 bytes), the private key (PKCS #8) and the public key
 * (SubjectPublicKeyInfo). Thread-safe; RSA blocks for milliseconds, so not for event loops.
 */
public final class KeyPairVault {

  private final MaterialVault vault;

  public KeyPairVault(MaterialVault vault) {
    this.vault = vault;
  }

  /** A new key pair for the key {@code ownerArn}. */
  public WrappedMaterial create(String ownerArn, KeyPairKind kind) {
    try (EncodedPair pair = kind.generate();
        SecretBytes encoded = encode(pair)) {
      return vault.wrap(ownerArn, MaterialId.random(), encoded);
    }
  }

  /** A key pair for a caller: {@code use} gets the private key, to keep, and the public key. */
  public static <T> T generate(KeyPairKind kind, BiFunction<SecretBytes, byte[], T> use) {
    EncodedPair pair = kind.generate();
    return use.apply(pair.privateKey(), pair.publicKey());
  }

  /** The public key, X.509 SubjectPublicKeyInfo. */
  public byte[] publicKey(String ownerArn, WrappedMaterial wrapped) {
    return open(ownerArn, wrapped, (privateKey, publicKey) -> publicKey);
  }

  /** Signs a message or a digest. */
  public byte[] sign(
      String ownerArn,
      WrappedMaterial wrapped,
      SigningAlgorithm algorithm,
      SigningAlgorithm.Form form,
      byte[] content) {
    return open(
        ownerArn,
        wrapped,
        (privateKey, publicKey) -> algorithm.sign(privateKey, publicKey, form, content));
  }

  /**
   * Decrypts what was encrypted to the public key. The caller owns and closes the result.
   *
   * @throws CiphertextRejected when it was not
   */
  public SecretBytes decrypt(
      String ownerArn, WrappedMaterial wrapped, EncryptionAlgorithm algorithm, byte[] ciphertext) {
    return open(
        ownerArn,
        wrapped,
        (privateKey, publicKey) -> SecretBytes.adopt(algorithm.decrypt(privateKey, ciphertext)));
  }

  /**
   * ECDH with another party's public key. The caller owns and closes the result.
   *
   * @throws IllegalArgumentException when that is no public key on the same curve
   */
  public SecretBytes agree(String ownerArn, WrappedMaterial wrapped, byte[] peer) {
    return open(
        ownerArn,
        wrapped,
        (privateKey, publicKey) -> SecretBytes.adopt(KeyAgreementScheme.agree(privateKey, peer)));
  }

  /** HMAC under the material. */
  public byte[] mac(
      String ownerArn, WrappedMaterial wrapped, MacAlgorithm algorithm, byte[] message) {
    try (Material material = vault.unwrap(ownerArn, wrapped)) {
      return material.secret().use(key -> algorithm.code(key, message));
    }
  }

  /** Whether a signature over a message or digest is right. Needs no secret. */
  public static boolean verify(
      byte[] publicKey,
      SigningAlgorithm algorithm,
      SigningAlgorithm.Form form,
      byte[] content,
      byte[] signature) {
    return algorithm.verify(publicKey, form, content, signature);
  }

  /** Encrypts to a public key. Needs no secret. */
  public static byte[] encrypt(byte[] publicKey, EncryptionAlgorithm algorithm, byte[] plaintext) {
    return algorithm.encrypt(publicKey, plaintext);
  }

  private <T> T open(String ownerArn, WrappedMaterial wrapped, BiFunction<byte[], byte[], T> use) {
    try (Material material = vault.unwrap(ownerArn, wrapped)) {
      return material
          .secret()
          .use(
              encoded -> {
                int length = ByteBuffer.wrap(encoded).getInt();
                int end = Integer.BYTES + length;
                byte[] privateKey = Arrays.copyOfRange(encoded, Integer.BYTES, end);
                byte[] publicKey = Arrays.copyOfRange(encoded, end, encoded.length);
                try {
                  return use.apply(privateKey, publicKey);
                } finally {
                  Arrays.fill(privateKey, (byte) 0);
                }
              });
    }
  }

  /** A pair as material. */
  static SecretBytes encode(EncodedPair pair) {
    byte[] publicKey = pair.publicKey();
    return pair.privateKey()
        .use(
            privateKey ->
                SecretBytes.adopt(
                    ByteBuffer.allocate(Integer.BYTES + privateKey.length + publicKey.length)
                        .putInt(privateKey.length)
                        .put(privateKey)
                        .put(publicKey)
                        .array()));
  }
}
