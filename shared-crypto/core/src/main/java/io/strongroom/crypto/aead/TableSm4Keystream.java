package io.strongroom.crypto.aead;

import static io.strongroom.crypto.aead.Sm4.BLOCK_BYTES;
import static io.strongroom.crypto.aead.Sm4.ROUNDS;

import java.util.Arrays;

/**
 * SM4's counter mode in plain Java. Four blocks go through the rounds side by side: one alone
 * spends most of its time waiting for its own table look-ups.
 */
final class TableSm4Keystream implements Sm4Keystream {

  private static final int GROUP_BYTES = 4 * BLOCK_BYTES;

  private final int[] roundKeys;
  private final byte[] lastIn = new byte[GROUP_BYTES];
  private final byte[] lastOut = new byte[GROUP_BYTES];
  private int nonce0;
  private int nonce1;
  private int nonce2;
  private int counter;

  TableSm4Keystream(byte[] key) {
    this.roundKeys = Sm4.roundKeys(key);
  }

  @Override
  public void begin(byte[] nonce) {
    nonce0 = (int) Words.INT.get(nonce, 0);
    nonce1 = (int) Words.INT.get(nonce, 4);
    nonce2 = (int) Words.INT.get(nonce, 8);
    counter = 1;
  }

  @Override
  public void xor(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int done = 0;
    for (; length - done >= GROUP_BYTES; done += GROUP_BYTES) {
      group(in, offset + done, out, outOffset + done);
      counter += 4;
    }
    int rest = length - done;
    if (rest > 0) {
      System.arraycopy(in, offset + done, lastIn, 0, rest);
      group(lastIn, 0, lastOut, 0);
      counter += (rest + BLOCK_BYTES - 1) / BLOCK_BYTES;
      System.arraycopy(lastOut, 0, out, outOffset + done, rest);
    }
  }

  /** Long, since no helper could hand sixteen words back in registers. */
  private void group(byte[] in, int offset, byte[] out, int outOffset) {
    int a0 = nonce0;
    int a1 = nonce1;
    int a2 = nonce2;
    int a3 = counter;
    int b0 = a0;
    int b1 = a1;
    int b2 = a2;
    int b3 = a3 + 1;
    int c0 = a0;
    int c1 = a1;
    int c2 = a2;
    int c3 = a3 + 2;
    int d0 = a0;
    int d1 = a1;
    int d2 = a2;
    int d3 = a3 + 3;
    int[] keys = roundKeys;
    for (int i = 0; i < ROUNDS; i += 4) {
      int k = keys[i];
      // What two rounds have in common, added once.
      int aPair = a2 ^ a3;
      int bPair = b2 ^ b3;
      int cPair = c2 ^ c3;
      int dPair = d2 ^ d3;
      a0 ^= Sm4.round(a1 ^ aPair ^ k);
      b0 ^= Sm4.round(b1 ^ bPair ^ k);
      c0 ^= Sm4.round(c1 ^ cPair ^ k);
      d0 ^= Sm4.round(d1 ^ dPair ^ k);
      k = keys[i + 1];
      a1 ^= Sm4.round(a0 ^ aPair ^ k);
      b1 ^= Sm4.round(b0 ^ bPair ^ k);
      c1 ^= Sm4.round(c0 ^ cPair ^ k);
      d1 ^= Sm4.round(d0 ^ dPair ^ k);
      k = keys[i + 2];
      aPair = a0 ^ a1;
      bPair = b0 ^ b1;
      cPair = c0 ^ c1;
      dPair = d0 ^ d1;
      a2 ^= Sm4.round(a3 ^ aPair ^ k);
      b2 ^= Sm4.round(b3 ^ bPair ^ k);
      c2 ^= Sm4.round(c3 ^ cPair ^ k);
      d2 ^= Sm4.round(d3 ^ dPair ^ k);
      k = keys[i + 3];
      a3 ^= Sm4.round(a2 ^ aPair ^ k);
      b3 ^= Sm4.round(b2 ^ bPair ^ k);
      c3 ^= Sm4.round(c2 ^ cPair ^ k);
      d3 ^= Sm4.round(d2 ^ dPair ^ k);
    }
    // SM4 gives out its last four words in reverse.
    xorLong(in, offset, out, outOffset, Words.pair(a3, a2));
    xorLong(in, offset + 8, out, outOffset + 8, Words.pair(a1, a0));
    xorLong(in, offset + 16, out, outOffset + 16, Words.pair(b3, b2));
    xorLong(in, offset + 24, out, outOffset + 24, Words.pair(b1, b0));
    xorLong(in, offset + 32, out, outOffset + 32, Words.pair(c3, c2));
    xorLong(in, offset + 40, out, outOffset + 40, Words.pair(c1, c0));
    xorLong(in, offset + 48, out, outOffset + 48, Words.pair(d3, d2));
    xorLong(in, offset + 56, out, outOffset + 56, Words.pair(d1, d0));
  }

  private static void xorLong(byte[] in, int offset, byte[] out, int outOffset, long keystream) {
    Words.LONG.set(out, outOffset, (long) Words.LONG.get(in, offset) ^ keystream);
  }

  @Override
  public void clear() {
    Arrays.fill(roundKeys, 0);
    Arrays.fill(lastIn, (byte) 0);
    Arrays.fill(lastOut, (byte) 0);
    counter = 0;
  }
}
