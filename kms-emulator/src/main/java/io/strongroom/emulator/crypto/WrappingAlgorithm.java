package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.CiphertextRejected;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RFC5649WrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** How material to be imported is protected on its way, by the names in the AWS API. */
public enum WrappingAlgorithm {
  RSAES_OAEP_SHA_1(EncryptionAlgorithm.RSAES_OAEP_SHA_1, false),
  RSAES_OAEP_SHA_256(EncryptionAlgorithm.RSAES_OAEP_SHA_256, false),
  /** An AES key under OAEP, then the material under that key (RFC 5649). */
  RSA_AES_KEY_WRAP_SHA_1(EncryptionAlgorithm.RSAES_OAEP_SHA_1, true),
  RSA_AES_KEY_WRAP_SHA_256(EncryptionAlgorithm.RSAES_OAEP_SHA_256, true),
  SM2PKE(EncryptionAlgorithm.SM2PKE, false);

  private final EncryptionAlgorithm outer;
  private final boolean twoSteps;

  WrappingAlgorithm(EncryptionAlgorithm outer, boolean twoSteps) {
    this.outer = outer;
    this.twoSteps = twoSteps;
  }

  /** Whether a wrapping key of this kind is of use. */
  public boolean fits(KeyPairKind kind) {
    return EncryptionAlgorithm.of(kind).contains(outer);
  }

  /**
   * The material, which the caller owns and zeroes.
   *
   * @throws CiphertextRejected when it was not wrapped for this key in this way
   */
  byte[] unwrap(byte[] privateKey, int modulusInBytes, byte[] wrapped) {
    if (!twoSteps) {
      return outer.decrypt(privateKey, wrapped);
    }
    if (wrapped.length <= modulusInBytes) {
      throw new CiphertextRejected("shorter than the wrapping key's modulus");
    }
    byte[] key = outer.decrypt(privateKey, Arrays.copyOf(wrapped, modulusInBytes));
    try {
      RFC5649WrapEngine engine = new RFC5649WrapEngine(AESEngine.newInstance());
      engine.init(false, new KeyParameter(key));
      return engine.unwrap(wrapped, modulusInBytes, wrapped.length - modulusInBytes);
    } catch (InvalidCipherTextException | IllegalArgumentException e) {
      throw new CiphertextRejected("not wrapped under the AES key before it");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
