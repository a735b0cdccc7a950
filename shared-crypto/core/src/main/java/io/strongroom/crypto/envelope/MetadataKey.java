package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Hkdf;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A key derived one way from the data key, for what is stored about an object: it seals small
 * metadata such as checksums, and authenticates the part manifest (SPEC §7). It opens no data, so a
 * service may hold it, wrapped, while it must not hold the data key. Zeroed on {@link #close()}.
 * Thread-safe.
 */
public final class MetadataKey implements AutoCloseable {

  private static final String DERIVATION = "strongroom/metadata-key@v1+";
  private static final String SEALING = "strongroom/sealed-metadata@v1+";
  private static final String MANIFEST = "strongroom/part-manifest@v1";
  private static final String WRAPPING = "strongroom/metadata-key-wrap@v1";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 24;
  private static final byte[] NO_ADDITIONAL_DATA = {};

  private final Suite suite;
  private final SecretBytes secret;

  private MetadataKey(Suite suite, SecretBytes secret) {
    this.suite = suite;
    this.secret = secret;
  }

  /**
   * Derives the metadata key of {@code dataKey}, which is not kept.
   *
   * @throws IllegalStateException when {@code dataKey} is closed
   */
  public static MetadataKey of(DataKey dataKey) {
    Suite suite = dataKey.suite();
    byte[] info = ascii(DERIVATION + suite.aeadName());
    return new MetadataKey(
        suite,
        dataKey
            .secret()
            .use(key -> SecretBytes.adopt(Hkdf.expand(suite.derivation(), key, info, BYTES))));
  }

  /** The suite of the data key this comes from. */
  public Suite suite() {
    return suite;
  }

  /**
   * Seals {@code clear}: {@code salt ‖ ciphertext ‖ tag}, 40 bytes longer.
   *
   * @param label what the value is; it opens under this label only
   * @param clear at most 64 KiB, read during the call only
   * @throws IllegalArgumentException when {@code clear} is longer, or {@code label} is not Unicode
   */
  public byte[] seal(String label, byte[] clear) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return sealWithSalt(label, clear, salt);
  }

  /** For vectors; the salt must be fresh. */
  byte[] sealWithSalt(String label, byte[] clear, byte[] salt) {
    byte[] out = Arrays.copyOf(salt, SALT_BYTES + clear.length + AeadCipher.TAG_BYTES);
    return withCipher(
        label,
        salt,
        cipher -> {
          cipher.seal(clear, 0, clear.length, out, SALT_BYTES);
          return out;
        });
  }

  /**
   * Opens what {@link #seal} made. The caller owns the result.
   *
   * @throws CiphertextRejected when it was made under another key or label, or changed
   * @throws IllegalArgumentException when {@code label} is not Unicode
   */
  public byte[] open(String label, byte[] sealed) {
    int length = sealed.length - SALT_BYTES - AeadCipher.TAG_BYTES;
    if (length < 0 || length > AeadCipher.MAX_BYTES_PER_CALL) {
      throw new CiphertextRejected("sealed metadata length");
    }
    byte[] out = new byte[length];
    return withCipher(
        label,
        Arrays.copyOf(sealed, SALT_BYTES),
        cipher -> {
          cipher.open(sealed, SALT_BYTES, length + AeadCipher.TAG_BYTES, out, 0);
          return out;
        });
  }

  /**
   * Wraps this key under a bucket key, bound to the object (SPEC §5).
   *
   * @throws IllegalArgumentException when {@code bucketKey} is not 32 bytes long
   */
  public WrappedKey wrap(SecretBytes bucketKey, KeyBinding binding) {
    return Wrapping.wrap(bucketKey, secret, WRAPPING, binding.additionalData(WRAPPING, suite));
  }

  /**
   * Undoes {@link #wrap}. The caller closes the result.
   *
   * @throws CiphertextRejected when any argument differs
   */
  public static MetadataKey unwrap(
      SecretBytes bucketKey, Suite suite, WrappedKey wrapped, KeyBinding binding) {
    SecretBytes secret =
        Wrapping.unwrap(bucketKey, wrapped, WRAPPING, binding.additionalData(WRAPPING, suite));
    if (secret.length() != BYTES) {
      secret.close();
      throw new CiphertextRejected("metadata key length");
    }
    return new MetadataKey(suite, secret);
  }

  /** The authenticator of an encoded part manifest. */
  byte[] authenticateManifest(byte[] record) {
    byte[] key = expand(ascii(MANIFEST), suite.authentication().length());
    try {
      return suite.authentication().mac(key, record);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Zeroes the key. Idempotent. */
  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "MetadataKey[" + suite + ", redacted]";
  }

  private <T> T withCipher(String label, byte[] salt, Function<AeadCipher, T> use) {
    byte[] info =
        new RecordWriter(96)
            .raw(ascii(SEALING + suite.aeadName()))
            .u8(0)
            .raw(salt)
            .raw(RecordWriter.utf8(label))
            .toBytes();
    Suite layer = suite.layer();
    byte[] okm = expand(info, layer.keyLength() + AeadCipher.NONCE_BYTES);
    byte[] key = Arrays.copyOf(okm, layer.keyLength());
    try (AeadCipher cipher = layer.cipher(key)) {
      cipher.begin(Arrays.copyOfRange(okm, layer.keyLength(), okm.length), NO_ADDITIONAL_DATA);
      return use.apply(cipher);
    } finally {
      Arrays.fill(okm, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private byte[] expand(byte[] info, int length) {
    return secret.use(key -> Hkdf.expand(suite.derivation(), key, info, length));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
