package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.DataLengthException;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Encryption to a public key, by the names in the AWS API. RSA: RFC 8017 §7.1. */
public enum EncryptionAlgorithm {
  RSAES_OAEP_SHA_1,
  RSAES_OAEP_SHA_256,
  /** GM/T 0003.4; the ciphertext is ASN.1 (GM/T 0009). */
  SM2PKE;

  private static final int MAX_SM2_PLAINTEXT_IN_BYTES = 1024;

  /** The algorithms of a kind of key; empty when it does not encrypt. */
  public static List<EncryptionAlgorithm> of(KeyPairKind kind) {
    return switch (kind.form()) {
      case KeyPairKind.Form.Rsa _ -> List.of(RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256);
      case KeyPairKind.Form.Curve _ -> kind == KeyPairKind.SM2 ? List.of(SM2PKE) : List.of();
      case KeyPairKind.Form.Nist _, KeyPairKind.Form.Edwards _, KeyPairKind.Form.Lattice _ ->
          List.of();
    };
  }

  /** Greatest plaintext under a key of a kind. */
  public int maxPlaintextInBytes(KeyPairKind kind) {
    return switch (kind.form()) {
      case KeyPairKind.Form.Rsa(int sizeInBits) -> sizeInBits / 8 - 2 * hash().sizeInBytes() - 2;
      case KeyPairKind.Form.Curve _,
          KeyPairKind.Form.Nist _,
          KeyPairKind.Form.Edwards _,
          KeyPairKind.Form.Lattice _ ->
          MAX_SM2_PLAINTEXT_IN_BYTES;
    };
  }

  /** Encrypts; {@code publicKey} is X.509 SubjectPublicKeyInfo. */
  byte[] encrypt(byte[] publicKey, byte[] plaintext) {
    try {
      var key = new ParametersWithRandom(PublicKeyFactory.createKey(publicKey), new SecureRandom());
      if (this == SM2PKE) {
        return Sm2Encryption.encrypt(key, plaintext);
      }
      AsymmetricBlockCipher cipher = oaep();
      cipher.init(true, key);
      return cipher.processBlock(plaintext, 0, plaintext.length);
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  /**
   * Decrypts; {@code privateKey} is PKCS #8.
   *
   * @throws CiphertextRejected when it is not a ciphertext of this key
   */
  byte[] decrypt(byte[] privateKey, byte[] ciphertext) {
    try {
      var key = PrivateKeyFactory.createKey(privateKey);
      if (this == SM2PKE) {
        return Sm2Encryption.decrypt(key, ciphertext);
      }
      if (ciphertext.length != size((RSAKeyParameters) key)) {
        throw new CiphertextRejected("not as long as the modulus");
      }
      AsymmetricBlockCipher cipher = oaep();
      cipher.init(false, key);
      return cipher.processBlock(ciphertext, 0, ciphertext.length);
    } catch (CryptoException | DataLengthException e) {
      throw new CiphertextRejected("not encrypted to this key");
    } catch (IOException e) {
      throw new IllegalStateException("decryption failed", e);
    }
  }

  private static int size(RSAKeyParameters key) {
    BigInteger modulus = key.getModulus();
    return (modulus.bitLength() + 7) / 8;
  }

  private AsymmetricBlockCipher oaep() {
    return new OAEPEncoding(new RSABlindedEngine(), hash().digest(), hash().digest(), new byte[0]);
  }

  private Hash hash() {
    return switch (this) {
      case RSAES_OAEP_SHA_1 -> Hash.SHA_1;
      case RSAES_OAEP_SHA_256 -> Hash.SHA_256;
      case SM2PKE -> throw new IllegalStateException("SM2PKE has no such hash");
    };
  }

  /** The algorithm called {@code name}; fails for {@code SYMMETRIC_DEFAULT}. */
  public static EncryptionAlgorithm ofName(String name) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name));
  }
}
