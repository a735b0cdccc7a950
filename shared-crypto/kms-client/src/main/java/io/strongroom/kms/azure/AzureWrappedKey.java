package io.strongroom.kms.azure;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.WrappedKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * {@code 1 ‖ length (2) ‖ key/version ‖ length (2) ‖ sealing key as the vault wrapped it ‖ seal}.
 * Everything before the seal is authenticated by it.
 */
final class AzureWrappedKey {

  private static final int FORMAT = 1;
  private static final int LONGEST_NAME = 200;

  private final String key;
  private final byte[] sealingKey;
  private final byte[] seal;

  /**
   * Keeps the arrays.
   *
   * @param key {@code name/version} within the vault
   */
  AzureWrappedKey(String key, byte[] sealingKey, byte[] seal) {
    this.key = key;
    this.sealingKey = sealingKey;
    this.seal = seal;
  }

  String key() {
    return key;
  }

  byte[] sealingKey() {
    return sealingKey;
  }

  byte[] seal() {
    return seal;
  }

  /** What the seal authenticates. */
  static byte[] header(String key, byte[] sealingKey) {
    byte[] name = key.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(5 + name.length + sealingKey.length)
        .put((byte) FORMAT)
        .putShort((short) name.length)
        .put(name)
        .putShort((short) sealingKey.length)
        .put(sealingKey)
        .array();
  }

  WrappedKey encode() {
    byte[] header = header(key, sealingKey);
    byte[] all = Arrays.copyOf(header, header.length + seal.length);
    System.arraycopy(seal, 0, all, header.length, seal.length);
    return WrappedKey.of(all);
  }

  /**
   * The reverse.
   *
   * @throws KmsException.CiphertextInvalid when it is not one of ours
   */
  static AzureWrappedKey decode(WrappedKey wrapped) {
    ByteBuffer bytes = ByteBuffer.wrap(wrapped.bytes());
    if (bytes.remaining() < 5 || bytes.get() != FORMAT) {
      throw invalid();
    }
    byte[] name = take(bytes, LONGEST_NAME);
    byte[] sealingKey = take(bytes, 1_024);
    byte[] seal = new byte[bytes.remaining()];
    bytes.get(seal);
    return new AzureWrappedKey(new String(name, StandardCharsets.US_ASCII), sealingKey, seal);
  }

  private static byte[] take(ByteBuffer bytes, int most) {
    int length = bytes.remaining() < Short.BYTES ? -1 : Short.toUnsignedInt(bytes.getShort());
    if (length < 1 || length > most || length > bytes.remaining()) {
      throw invalid();
    }
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }

  private static KmsException invalid() {
    return new KmsException.CiphertextInvalid("not a key wrapped by Azure Key Vault");
  }
}
