package io.strongroom.crypto.aead;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.REVERSE;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * GHASH on 512-bit vectors, eight blocks side by side, each multiplied like {@link Gf128} does it:
 * no tables, constant time.
 *
 * <p>Lane l sums up the blocks l, l + 8, l + 16 and so on, multiplied by the eighth power of the
 * key between them; at the end lane l is multiplied by the key's power 8 - l, and all are added.
 * Between methods values go through small arrays, and the methods call nothing but vector
 * operations: whether the compiler inlines others depends on what it compiled before, and every
 * vector that crosses such a call is allocated.
 */
final class VectorGhash implements Ghash.Bulk {

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_512;
  private static final int LANES = 8;
  private static final int GROUP_BYTES = LANES * Ghash.BLOCK_BYTES;
  private static final int PRODUCTS = 6;
  private static final int FACTOR_LONGS = 4 * LANES;
  private static final LongVector EVEN = LongVector.zero(LONGS).addIndex(2);
  private static final LongVector ODD = EVEN.add(1);

  private final long[] eighthPower;
  private final long[] powers;
  private final long[] lanes = new long[2 * LANES];
  private final long[] work = new long[PRODUCTS * LANES];

  /**
   * @param key read only during this call
   */
  VectorGhash(long[] key) {
    long[] high = new long[LANES];
    long[] low = new long[LANES];
    long[] power = key.clone();
    for (int lane = LANES - 1; lane >= 0; lane--) {
      high[lane] = power[0];
      low[lane] = power[1];
      if (lane > 0) {
        Gf128.multiply(power, key);
      }
    }
    powers = factors(high, low);
    Arrays.fill(high, power[0]);
    Arrays.fill(low, power[1]);
    eighthPower = factors(high, low);
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    Arrays.fill(power, 0);
  }

  /** The second factors of the six products, each in four parts by mask. */
  private static long[] factors(long[] high, long[] low) {
    long[] factors = new long[PRODUCTS * FACTOR_LONGS];
    for (int lane = 0; lane < LANES; lane++) {
      long h = high[lane];
      long l = low[lane];
      long hr = Long.reverse(h);
      long lr = Long.reverse(l);
      long[] words = {l, h, l ^ h, lr, hr, lr ^ hr};
      for (int product = 0; product < PRODUCTS; product++) {
        int at = product * FACTOR_LONGS + lane;
        factors[at] = words[product] & Gf128.MASK0;
        factors[at + LANES] = words[product] & Gf128.MASK1;
        factors[at + 2 * LANES] = words[product] & Gf128.MASK2;
        factors[at + 3 * LANES] = words[product] & Gf128.MASK3;
      }
    }
    return factors;
  }

  @Override
  public int absorb(long[] state, byte[] in, int offset, int blocks) {
    int groups = blocks / LANES;
    if (groups == 0) {
      return 0;
    }
    Arrays.fill(lanes, 0);
    lanes[0] = state[0];
    lanes[LANES] = state[1];
    for (int group = 0; group < groups; group++) {
      add(in, offset + group * GROUP_BYTES);
      multiply(group == groups - 1 ? powers : eighthPower);
    }
    state[0] = 0;
    state[1] = 0;
    for (int lane = 0; lane < LANES; lane++) {
      state[0] ^= lanes[lane];
      state[1] ^= lanes[LANES + lane];
    }
    return groups * LANES;
  }

  private void add(byte[] in, int offset) {
    LongVector first =
        ByteVector.fromArray(BYTES, in, offset).reinterpretAsLongs().lanewise(REVERSE_BYTES);
    LongVector second =
        ByteVector.fromArray(BYTES, in, offset + 64).reinterpretAsLongs().lanewise(REVERSE_BYTES);
    LongVector high = LongVector.fromArray(LONGS, lanes, 0);
    LongVector low = LongVector.fromArray(LONGS, lanes, LANES);
    high.lanewise(XOR, EVEN.selectFrom(first, second)).intoArray(lanes, 0);
    low.lanewise(XOR, ODD.selectFrom(first, second)).intoArray(lanes, LANES);
  }

  private void multiply(long[] factors) {
    LongVector high = LongVector.fromArray(LONGS, lanes, 0);
    LongVector low = LongVector.fromArray(LONGS, lanes, LANES);
    LongVector highR = high.lanewise(REVERSE);
    LongVector lowR = low.lanewise(REVERSE);
    low.intoArray(work, 0);
    high.intoArray(work, LANES);
    low.lanewise(XOR, high).intoArray(work, 2 * LANES);
    lowR.intoArray(work, 3 * LANES);
    highR.intoArray(work, 4 * LANES);
    lowR.lanewise(XOR, highR).intoArray(work, 5 * LANES);
    products(factors);
    reduce();
  }

  /** Each word of {@code work} becomes the low half of its product with a factor. */
  private void products(long[] factors) {
    for (int i = 0; i < PRODUCTS; i++) {
      LongVector x = LongVector.fromArray(LONGS, work, i * LANES);
      LongVector x0 = x.and(Gf128.MASK0);
      LongVector x1 = x.and(Gf128.MASK1);
      LongVector x2 = x.and(Gf128.MASK2);
      LongVector x3 = x.and(Gf128.MASK3);
      int at = i * FACTOR_LONGS;
      LongVector y0 = LongVector.fromArray(LONGS, factors, at);
      LongVector y1 = LongVector.fromArray(LONGS, factors, at + LANES);
      LongVector y2 = LongVector.fromArray(LONGS, factors, at + 2 * LANES);
      LongVector y3 = LongVector.fromArray(LONGS, factors, at + 3 * LANES);
      LongVector z0 = x0.mul(y0).lanewise(XOR, x1.mul(y3));
      LongVector z1 = x0.mul(y1).lanewise(XOR, x1.mul(y0));
      LongVector z2 = x0.mul(y2).lanewise(XOR, x1.mul(y1));
      LongVector z3 = x0.mul(y3).lanewise(XOR, x1.mul(y2));
      z0 = z0.lanewise(XOR, x2.mul(y2)).lanewise(XOR, x3.mul(y1)).and(Gf128.MASK0);
      z1 = z1.lanewise(XOR, x2.mul(y3)).lanewise(XOR, x3.mul(y2)).and(Gf128.MASK1);
      z2 = z2.lanewise(XOR, x2.mul(y0)).lanewise(XOR, x3.mul(y3)).and(Gf128.MASK2);
      z3 = z3.lanewise(XOR, x2.mul(y1)).lanewise(XOR, x3.mul(y0)).and(Gf128.MASK3);
      z0.or(z1).or(z2.or(z3)).intoArray(work, i * LANES);
    }
  }

  /** As in {@link Gf128}, from the six half products in {@code work}. */
  private void reduce() {
    LongVector v0 = LongVector.fromArray(LONGS, work, 0);
    LongVector v2 = LongVector.fromArray(LONGS, work, LANES);
    LongVector v1 = LongVector.fromArray(LONGS, work, 2 * LANES).lanewise(XOR, v0);
    LongVector r0 = LongVector.fromArray(LONGS, work, 3 * LANES);
    LongVector r2 = LongVector.fromArray(LONGS, work, 4 * LANES);
    LongVector r1 = LongVector.fromArray(LONGS, work, 5 * LANES).lanewise(XOR, r0);
    v1 = v1.lanewise(XOR, v2).lanewise(XOR, r0.lanewise(REVERSE).lanewise(LSHR, 1));
    r1 = r1.lanewise(XOR, r2).lanewise(REVERSE).lanewise(LSHR, 1);
    v2 = v2.lanewise(XOR, r1);
    LongVector v3 = r2.lanewise(REVERSE).lanewise(LSHR, 1);
    v3 = v3.lanewise(LSHL, 1).or(v2.lanewise(LSHR, 63));
    v2 = v2.lanewise(LSHL, 1).or(v1.lanewise(LSHR, 63));
    v1 = v1.lanewise(LSHL, 1).or(v0.lanewise(LSHR, 63));
    v0 = v0.lanewise(LSHL, 1);
    LongVector right = v0.lanewise(LSHR, 1).lanewise(XOR, v0.lanewise(LSHR, 2));
    LongVector left = v0.lanewise(LSHL, 63).lanewise(XOR, v0.lanewise(LSHL, 62));
    v2 = v2.lanewise(XOR, v0).lanewise(XOR, right).lanewise(XOR, v0.lanewise(LSHR, 7));
    v1 = v1.lanewise(XOR, left).lanewise(XOR, v0.lanewise(LSHL, 57));
    right = v1.lanewise(LSHR, 1).lanewise(XOR, v1.lanewise(LSHR, 2));
    left = v1.lanewise(LSHL, 63).lanewise(XOR, v1.lanewise(LSHL, 62));
    v3 = v3.lanewise(XOR, v1).lanewise(XOR, right).lanewise(XOR, v1.lanewise(LSHR, 7));
    v2 = v2.lanewise(XOR, left).lanewise(XOR, v1.lanewise(LSHL, 57));
    v3.intoArray(lanes, 0);
    v2.intoArray(lanes, LANES);
  }

  @Override
  public void clear() {
    Arrays.fill(eighthPower, 0);
    Arrays.fill(powers, 0);
    Arrays.fill(lanes, 0);
    Arrays.fill(work, 0);
  }
}
