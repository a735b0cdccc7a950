package io.strongroom.kms.dew;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What DEW needs back to unwrap: {@code 1 ‖ length of the plaintext key (2) ‖ length of key id (1)
 * ‖ key id ‖ ciphertext}. The service authenticates the ciphertext; a wrong length or id makes it
 * refuse.
 *
 * @param plaintextLength in bytes
 * @param cipherText in hexadecimal digits, as the service writes it
 */
record DewWrappedKey(int plaintextLength, String keyId, String cipherText) {

  private static final int FORMAT = 1;
  private static final int FIXED_BYTES = 4;

  WrappedKey encode() {
    byte[] id = keyId.getBytes(StandardCharsets.US_ASCII);
    byte[] cipher = unhex(cipherText);
    if (id.length > 255) {
      throw new KmsException.Unavailable("DEW answered with a key id that is too long");
    }
    byte[] all =
        ByteBuffer.allocate(FIXED_BYTES + id.length + cipher.length)
            .put((byte) FORMAT)
            .putShort((short) plaintextLength)
            .put((byte) id.length)
            .put(id)
            .put(cipher)
            .array();
    return WrappedKey.of(all);
  }

  /**
   * The reverse.
   *
   * @throws KmsException.CiphertextInvalid when it is not one of ours
   */
  static DewWrappedKey decode(WrappedKey wrapped) {
    byte[] bytes = wrapped.bytes();
    if (bytes.length <= FIXED_BYTES || bytes[0] != FORMAT) {
      throw invalid();
    }
    int length = Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(1));
    int cipherAt = FIXED_BYTES + Byte.toUnsignedInt(bytes[3]);
    if (bytes.length <= cipherAt || length == 0) {
      throw invalid();
    }
    return new DewWrappedKey(
        length,
        new String(bytes, FIXED_BYTES, cipherAt - FIXED_BYTES, StandardCharsets.US_ASCII),
        hex(Arrays.copyOfRange(bytes, cipherAt, bytes.length)));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }

  /**
   * Bytes of hexadecimal digits in either case.
   *
   * @throws KmsException.Unavailable when they are none
   */
  static byte[] unhex(String digits) {
    try {
      return HexFormat.of().parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new KmsException.Unavailable("DEW answered with malformed hexadecimal digits");
    }
  }

  private static KmsException invalid() {
    return new KmsException.CiphertextInvalid("not a key wrapped by DEW");
  }
}
