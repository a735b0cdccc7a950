package io.strongroom.crypto.aead;

import java.util.Arrays;

/**
 * The block cipher SM4 (GB/T 32907-2016): its S-box, its key schedule and the tables of its round
 * function.
 *
 * <p>The S-box is computed from its algebraic definition, inversion in GF(2^8) between two equal
 * affine maps. Table look-ups depend on key and data, so their timing is not constant on a machine
 * shared with an attacker; the same holds for all table-based SM4.
 */
final class Sm4 {

  static final int BLOCK_BYTES = 16;
  static final int ROUNDS = 32;

  private static final int[] FAMILY_KEY = {0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC};
  private static final int FIELD = 0x1F5;
  private static final int AFFINE_ROW = 0xA7;
  private static final int AFFINE_CONSTANT = 0xD3;

  private static final byte[] SBOX = sbox();

  /**
   * The round function of each byte of a word, S-box and linear layer, from the highest byte on:
   * 256 words for each. One array, since the compiler has too few registers for four.
   */
  private static final int[] ROUND = roundTable();

  private Sm4() {}

  /** A copy of the S-box. */
  static byte[] sboxCopy() {
    return SBOX.clone();
  }

  /** The 32 round keys of a 16-byte key. The caller zeroes them. */
  static int[] roundKeys(byte[] key) {
    int[] k = new int[4];
    for (int i = 0; i < 4; i++) {
      k[i] = (int) Words.INT.get(key, 4 * i) ^ FAMILY_KEY[i];
    }
    int[] roundKeys = new int[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      int b = substitute(k[(i + 1) % 4] ^ k[(i + 2) % 4] ^ k[(i + 3) % 4] ^ roundConstant(i));
      k[i % 4] ^= b ^ Integer.rotateLeft(b, 13) ^ Integer.rotateLeft(b, 23);
      roundKeys[i] = k[i % 4];
    }
    // The last four round keys, from which the key can be computed back.
    Arrays.fill(k, 0);
    return roundKeys;
  }

  /** The round function of one word. */
  static int round(int x) {
    return (ROUND[x >>> 24] ^ ROUND[256 + (x >>> 16 & 0xFF)])
        ^ (ROUND[512 + (x >>> 8 & 0xFF)] ^ ROUND[768 + (x & 0xFF)]);
  }

  private static int roundConstant(int round) {
    int constant = 0;
    for (int j = 0; j < 4; j++) {
      constant = constant << 8 | ((4 * round + j) * 7 & 0xFF);
    }
    return constant;
  }

  private static int substitute(int word) {
    return (SBOX[word >>> 24] & 0xFF) << 24
        | (SBOX[word >>> 16 & 0xFF] & 0xFF) << 16
        | (SBOX[word >>> 8 & 0xFF] & 0xFF) << 8
        | (SBOX[word & 0xFF] & 0xFF);
  }

  private static int[] roundTable() {
    int[] table = new int[4 * 256];
    for (int x = 0; x < 256; x++) {
      int b = SBOX[x] << 24;
      int linear =
          b
              ^ Integer.rotateLeft(b, 2)
              ^ Integer.rotateLeft(b, 10)
              ^ Integer.rotateLeft(b, 18)
              ^ Integer.rotateLeft(b, 24);
      for (int place = 0; place < 4; place++) {
        table[256 * place + x] = Integer.rotateRight(linear, 8 * place);
      }
    }
    return table;
  }

  private static byte[] sbox() {
    byte[] sbox = new byte[256];
    for (int x = 0; x < 256; x++) {
      sbox[x] = (byte) affine(inverse(affine(x)));
    }
    return sbox;
  }

  private static int affine(int x) {
    int y = AFFINE_CONSTANT;
    for (int i = 0; i < 8; i++) {
      int row = AFFINE_ROW << i | AFFINE_ROW >>> (8 - i);
      y ^= (Integer.bitCount(row & 0xFF & x) & 1) << i;
    }
    return y;
  }

  /** x to the power of 254. */
  private static int inverse(int x) {
    int y = 1;
    for (int i = 0; i < 254; i++) {
      y = multiply(y, x);
    }
    return y;
  }

  private static int multiply(int a, int b) {
    int product = 0;
    for (int bit = 0; bit < 8; bit++) {
      product ^= (b >>> bit & 1) * (a << bit);
    }
    for (int bit = 14; bit >= 8; bit--) {
      product ^= (product >>> bit & 1) * (FIELD << (bit - 8));
    }
    return product;
  }
}
