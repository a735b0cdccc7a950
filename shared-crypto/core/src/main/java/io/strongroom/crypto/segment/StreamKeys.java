package io.strongroom.crypto.segment;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.Hkdf;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The key, base nonce and commitment of one stream, derived from the data key, the stream's salt
 * and its context (SPEC §3.2, c2sp.org/chunked-encryption).
 *
 * <p>Why counters are safe as nonces: the salt is random per stream, so is the derived key, and
 * within one stream no segment number occurs twice.
 */
final class StreamKeys implements AutoCloseable {

  private static final byte[] NO_ADDITIONAL_DATA = {};
  private static final String LABEL = "c2sp.org/chunked-encryption@v1+";

  /** The constant start of what a suite's keys are derived with. */
  private static final Map<Suite, byte[]> PREFIXES = prefixes();

  private final AeadCipher cipher;
  private final byte[] baseNonce;
  private final byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
  private final StreamCommitment commitment;

  private StreamKeys(AeadCipher cipher, byte[] baseNonce, StreamCommitment commitment) {
    this.cipher = cipher;
    this.baseNonce = baseNonce;
    this.commitment = commitment;
  }

  /** Of a stream with one layer, or of the inner layer, whose key is {@code key}. */
  static StreamKeys derive(DataKey key, byte[] salt, StreamContext context) {
    return derive(key, salt, context, key.suite()::cipher);
  }

  /** Of the outer layer, whose key is {@code key}; {@code context} is the blob's. */
  static StreamKeys deriveOuter(DataKey key, byte[] salt, StreamContext context) {
    return derive(key, salt, context.ofOuterLayer(), key.suite()::outerCipher);
  }

  private static StreamKeys derive(
      DataKey key, byte[] salt, StreamContext context, Function<byte[], AeadCipher> cipher) {
    Suite suite = key.suite();
    byte[] info = info(suite, salt, context.bytes());
    int commitmentAt = suite.keyLength() + AeadCipher.NONCE_BYTES;
    int length = commitmentAt + StreamCommitment.BYTES;
    byte[] okm = key.secret().use(secret -> Hkdf.expand(suite.derivation(), secret, info, length));
    byte[] segmentKey = Arrays.copyOf(okm, suite.keyLength());
    try {
      return new StreamKeys(
          cipher.apply(segmentKey),
          Arrays.copyOfRange(okm, suite.keyLength(), commitmentAt),
          StreamCommitment.adopt(Arrays.copyOfRange(okm, commitmentAt, length)));
    } finally {
      Arrays.fill(okm, (byte) 0);
      Arrays.fill(segmentKey, (byte) 0);
    }
  }

  private static Map<Suite, byte[]> prefixes() {
    Map<Suite, byte[]> prefixes = new EnumMap<>(Suite.class);
    for (Suite suite : Suite.values()) {
      String prefix = LABEL + suite.aeadName() + '\0';
      prefixes.put(suite, prefix.getBytes(StandardCharsets.US_ASCII));
    }
    return prefixes;
  }

  private static byte[] info(Suite suite, byte[] salt, byte[] context) {
    byte[] prefix = Objects.requireNonNull(PREFIXES.get(suite));
    byte[] info = Arrays.copyOf(prefix, prefix.length + salt.length + context.length);
    System.arraycopy(salt, 0, info, prefix.length, salt.length);
    System.arraycopy(context, 0, info, prefix.length + salt.length, context.length);
    return info;
  }

  StreamCommitment commitment() {
    return commitment;
  }

  /** The cipher, ready for one call on segment {@code index}. */
  AeadCipher forSegment(long index) {
    System.arraycopy(baseNonce, 0, nonce, 0, nonce.length);
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[nonce.length - 1 - i] ^= (byte) (index >>> (8 * i));
    }
    cipher.begin(nonce, NO_ADDITIONAL_DATA);
    return cipher;
  }

  @Override
  public void close() {
    cipher.close();
    Arrays.fill(baseNonce, (byte) 0);
    Arrays.fill(nonce, (byte) 0);
  }
}
