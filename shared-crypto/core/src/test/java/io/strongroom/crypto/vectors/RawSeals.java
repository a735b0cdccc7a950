package io.strongroom.crypto.vectors;

import io.strongroom.crypto.aead.Hkdf;
import io.strongroom.crypto.aead.Suite;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Authenticators and seals over what the library refuses to seal (SPEC §6, §7). A reader meets its
 * own checks of such contents only behind an authenticator that holds.
 */
final class RawSeals {

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private RawSeals() {}

  /** The authenticator of a part manifest that begins with {@code body}. */
  static byte[] authenticator(Suite suite, byte[] dataKey, byte[] body) {
    byte[] key =
        expand(suite, metadataKey(suite, dataKey), ascii("strongroom/part-manifest@v1"), 32);
    return suite.authentication().mac(key, body);
  }

  /** A sealed value of any length. */
  static byte[] value(Suite suite, byte[] dataKey, String label, byte[] salt, byte[] clear) {
    byte[] info =
        new RawRecord()
            .raw("strongroom/sealed-metadata@v1+" + suite.aeadName())
            .u8(0)
            .raw(salt)
            .raw(label)
            .toBytes();
    int keyLength = suite.layer().keyLength();
    byte[] okm = expand(suite, metadataKey(suite, dataKey), info, keyLength + NONCE);
    GCMModeCipher cipher = GCMBlockCipher.newInstance(blockCipher(suite));
    KeyParameter key = new KeyParameter(okm, 0, keyLength);
    byte[] nonce = Arrays.copyOfRange(okm, keyLength, okm.length);
    cipher.init(true, new AEADParameters(key, TAG * 8, nonce));
    byte[] sealed = new byte[clear.length + TAG];
    try {
      int written = cipher.processBytes(clear, 0, clear.length, sealed, 0);
      cipher.doFinal(sealed, written);
    } catch (InvalidCipherTextException e) {
      throw new AssertionError(e);
    }
    return new RawRecord().raw(salt).raw(sealed).toBytes();
  }

  private static BlockCipher blockCipher(Suite suite) {
    return switch (suite) {
      case AES_256_GCM, AES_256_GCM_TWICE -> AESEngine.newInstance();
      case SM4_GCM -> new SM4Engine();
    };
  }

  private static byte[] metadataKey(Suite suite, byte[] dataKey) {
    return expand(suite, dataKey, ascii("strongroom/metadata-key@v1+" + suite.aeadName()), 32);
  }

  private static byte[] expand(Suite suite, byte[] key, byte[] info, int length) {
    return Hkdf.expand(suite.derivation(), key, info, length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
