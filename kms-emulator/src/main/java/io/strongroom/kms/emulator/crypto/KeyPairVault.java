package io.strongroom.kms.emulator.crypto;

import io.strongroom.crypto.secret.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.function.BiFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and authenticates with material that stays in here. A key pair's material is the length of
 * the private key (4 bytes), the private key (PKCS #8) and the public key (SubjectPublicKeyInfo).
 * Thread-safe; RSA blocks for milliseconds, so not for event loops.
 */
public final class KeyPairVault {

  private final MaterialVault vault;

  public KeyPairVault(MaterialVault vault) {
    this.vault = vault;
  }

  /** A new key pair for the key {@code ownerArn}. */
  public WrappedMaterial create(String ownerArn, KeyPairKind kind) {
    try (SecretBytes encoded = encode(kind.generate())) {
      return vault.wrap(ownerArn, MaterialId.random(), encoded);
    }
  }

  /** A key pair for a caller: {@code use} gets the private key and the public key. */
  public static <T> T generate(KeyPairKind kind, BiFunction<SecretBytes, byte[], T> use) {
    KeyPair pair = kind.generate();
    return use.apply(
        SecretBytes.adopt(pair.getPrivate().getEncoded()), pair.getPublic().getEncoded());
  }

  /** The public key, X.509 SubjectPublicKeyInfo. */
  public byte[] publicKey(String ownerArn, WrappedMaterial wrapped) {
    return open(ownerArn, wrapped, (privateKey, publicKey) -> publicKey);
  }

  /** Signs a digest. */
  public byte[] sign(
      String ownerArn, WrappedMaterial wrapped, SigningAlgorithm algorithm, byte[] digest) {
    return open(ownerArn, wrapped, (privateKey, publicKey) -> algorithm.sign(privateKey, digest));
  }

  /** HMAC under the material. */
  public byte[] mac(
      String ownerArn, WrappedMaterial wrapped, MacAlgorithm algorithm, byte[] message) {
    try (Material material = vault.unwrap(ownerArn, wrapped)) {
      return material
          .secret()
          .use(
              key -> {
                try {
                  Mac mac = Mac.getInstance(algorithm.jdkName());
                  mac.init(new SecretKeySpec(key, algorithm.jdkName()));
                  return mac.doFinal(message);
                } catch (GeneralSecurityException e) {
                  throw new IllegalStateException("HMAC is not available", e);
                }
              });
    }
  }

  /** Whether a signature over a digest is right. Needs no secret. */
  public static boolean verify(
      byte[] publicKey, SigningAlgorithm algorithm, byte[] digest, byte[] signature) {
    return algorithm.verify(publicKey, digest, signature);
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

  private static SecretBytes encode(KeyPair pair) {
    byte[] privateKey = pair.getPrivate().getEncoded();
    byte[] publicKey = pair.getPublic().getEncoded();
    byte[] encoded =
        ByteBuffer.allocate(Integer.BYTES + privateKey.length + publicKey.length)
            .putInt(privateKey.length)
            .put(privateKey)
            .put(publicKey)
            .array();
    Arrays.fill(privateKey, (byte) 0);
    return SecretBytes.adopt(encoded);
  }
}
