package io.strongroom.crypto.aead;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * Which SM4-GCM is used: the one in plain Java, until {@link CryptoWarmUp} has found the one on
 * vectors to be right and faster on this machine.
 *
 * <p>The choice is the one thing in this package that changes while it runs. It can change nothing
 * but speed, since both give the same bytes.
 */
final class Sm4GcmChoice {

  private static final AtomicReference<Function<byte[], AeadCipher>> CHOSEN =
      new AtomicReference<>(Sm4GcmChoice::plain);

  private Sm4GcmChoice() {}

  static AeadCipher cipher(byte[] key) {
    return Objects.requireNonNull(CHOSEN.get()).apply(key);
  }

  static void use(Function<byte[], AeadCipher> faster) {
    CHOSEN.set(faster);
  }

  /** The implementation that runs everywhere. */
  static AeadCipher plain(byte[] key) {
    Sm4Keystream keystream = new TableSm4Keystream(key);
    long[] hashKey = hashKey(key);
    return new Sm4Gcm(keystream, new Ghash(hashKey, new TableGhash(hashKey)));
  }

  /**
   * SM4 of the zero block, in two words: block 0 of the nonce of zeros cannot be asked for. The
   * caller zeroes them.
   */
  static long[] hashKey(byte[] key) {
    int[] roundKeys = Sm4.roundKeys(key);
    int[] x = new int[4];
    for (int i = 0; i < Sm4.ROUNDS; i++) {
      int word = x[(i + 1) % 4] ^ x[(i + 2) % 4] ^ x[(i + 3) % 4] ^ roundKeys[i];
      x[i % 4] ^= Sm4.round(word);
    }
    long[] hashKey = {Words.pair(x[3], x[2]), Words.pair(x[1], x[0])};
    Arrays.fill(roundKeys, 0);
    Arrays.fill(x, 0);
    return hashKey;
  }
}
