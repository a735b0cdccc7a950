package io.strongroom.crypto.aead;

/**
 * Multiplication in GCM's field GF(2^128), in constant time.
 *
 * <p>Elements are two words, the first holding the bits GCM calls 0 to 63, its most significant bit
 * being bit 0. A carry-less product of words is made of ordinary products of words that have only
 * every fourth bit set: the sums in between have at most 16 terms and do not reach the next bit
 * kept. That gives the low half; the high half is the low half of the bit-reversed words. (The
 * method is known from T. Pornin's notes on constant-time GHASH in BearSSL.)
 */
final class Gf128 {

  static final long MASK0 = 0x1111111111111111L;
  static final long MASK1 = 0x2222222222222222L;
  static final long MASK2 = 0x4444444444444444L;
  static final long MASK3 = 0x8888888888888888L;

  private Gf128() {}

  /** Multiplies {@code x} by {@code y}, in place. */
  static void multiply(long[] x, long[] y) {
    long x1 = x[0];
    long x0 = x[1];
    long y1 = y[0];
    long y0 = y[1];
    long x1r = Long.reverse(x1);
    long x0r = Long.reverse(x0);
    long y1r = Long.reverse(y1);
    long y0r = Long.reverse(y0);
    long low = lowHalf(x0, y0);
    long high = lowHalf(x1, y1);
    long middle = lowHalf(x0 ^ x1, y0 ^ y1) ^ low ^ high;
    long lowR = lowHalf(x0r, y0r);
    long highR = lowHalf(x1r, y1r);
    long middleR = lowHalf(x0r ^ x1r, y0r ^ y1r) ^ lowR ^ highR;
    reduce(
        x,
        low,
        Long.reverse(lowR) >>> 1 ^ middle,
        high ^ Long.reverse(middleR) >>> 1,
        Long.reverse(highR) >>> 1);
  }

  /** The 255-bit product {@code v3..v0}, shifted by one as GCM's bit order wants, is reduced. */
  private static void reduce(long[] out, long v0, long v1, long v2, long v3) {
    long w3 = v3 << 1 | v2 >>> 63;
    long w2 = v2 << 1 | v1 >>> 63;
    long w1 = v1 << 1 | v0 >>> 63;
    long w0 = v0 << 1;
    w2 ^= w0 ^ w0 >>> 1 ^ w0 >>> 2 ^ w0 >>> 7;
    w1 ^= w0 << 63 ^ w0 << 62 ^ w0 << 57;
    w3 ^= w1 ^ w1 >>> 1 ^ w1 >>> 2 ^ w1 >>> 7;
    w2 ^= w1 << 63 ^ w1 << 62 ^ w1 << 57;
    out[0] = w3;
    out[1] = w2;
  }

  private static long lowHalf(long x, long y) {
    long x0 = x & MASK0;
    long x1 = x & MASK1;
    long x2 = x & MASK2;
    long x3 = x & MASK3;
    long y0 = y & MASK0;
    long y1 = y & MASK1;
    long y2 = y & MASK2;
    long y3 = y & MASK3;
    long z0 = x0 * y0 ^ x1 * y3 ^ x2 * y2 ^ x3 * y1;
    long z1 = x0 * y1 ^ x1 * y0 ^ x2 * y3 ^ x3 * y2;
    long z2 = x0 * y2 ^ x1 * y1 ^ x2 * y0 ^ x3 * y3;
    long z3 = x0 * y3 ^ x1 * y2 ^ x2 * y1 ^ x3 * y0;
    return (z0 & MASK0) | (z1 & MASK1) | (z2 & MASK2) | (z3 & MASK3);
  }
}
