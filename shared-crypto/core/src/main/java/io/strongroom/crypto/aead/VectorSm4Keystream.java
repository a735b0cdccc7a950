package io.strongroom.crypto.aead;

import static io.strongroom.crypto.aead.Sm4.ROUNDS;
import static jdk.incubator.vector.VectorOperators.REVERSE_BYTES;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * SM4's counter mode on 512-bit vectors: sixteen blocks side by side, each register holding the
 * same word of all sixteen. The S-box is looked up inside registers, so no memory access depends on
 * key or data.
 *
 * <p>The loop over the rounds has one round in its body on purpose: the compiler gives up on longer
 * ones, and then every operation allocates. No vector crosses a call: whether the compiler inlines
 * it depends on what it compiled before, and if it does not, the vector is allocated.
 */
final class VectorSm4Keystream implements Sm4Keystream {

  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_512;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
  private static final int GROUP_BLOCKS = 16;
  private static final int GROUP_BYTES = GROUP_BLOCKS * Sm4.BLOCK_BYTES;

  private static final ByteVector S0 = quarter(0);
  private static final ByteVector S1 = quarter(1);
  private static final ByteVector S2 = quarter(2);
  private static final ByteVector S3 = quarter(3);
  private static final IntVector IOTA = IntVector.zero(INTS).addIndex(1);
  private static final IntVector ZIP_LOW = zip(0);
  private static final IntVector ZIP_HIGH = zip(8);

  private final int[] roundKeys;
  private final int[] words = new int[4 * GROUP_BLOCKS];
  private final byte[] lastIn = new byte[GROUP_BYTES];
  private final byte[] lastOut = new byte[GROUP_BYTES];
  private int nonce0;
  private int nonce1;
  private int nonce2;
  private int counter;

  VectorSm4Keystream(byte[] key) {
    this.roundKeys = Sm4.roundKeys(key);
  }

  private static ByteVector quarter(int index) {
    return ByteVector.fromArray(BYTES, Sm4.sboxCopy(), index * 64);
  }

  /** Lane 2i is i of the first vector, lane 2i + 1 is i of the second, from {@code start} on. */
  private static IntVector zip(int start) {
    int[] lanes = new int[16];
    for (int i = 0; i < 8; i++) {
      lanes[2 * i] = start + i;
      lanes[2 * i + 1] = 16 + start + i;
    }
    return IntVector.fromArray(INTS, lanes, 0);
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
    for (int done = 0; done < length; done += GROUP_BYTES) {
      int rest = length - done;
      boolean whole = rest >= GROUP_BYTES;
      if (!whole) {
        System.arraycopy(in, offset + done, lastIn, 0, rest);
      }
      // One call site: compiled into two, the second would allocate its vectors.
      group(
          whole ? in : lastIn,
          whole ? offset + done : 0,
          whole ? out : lastOut,
          whole ? outOffset + done : 0);
      counter += whole ? GROUP_BLOCKS : (rest + Sm4.BLOCK_BYTES - 1) / Sm4.BLOCK_BYTES;
      if (!whole) {
        System.arraycopy(lastOut, 0, out, outOffset + done, rest);
      }
    }
  }

  private void group(byte[] in, int offset, byte[] out, int outOffset) {
    encryptCounters();
    toBlocks();
    for (int at = 0; at < GROUP_BYTES; at += BYTES.length()) {
      ByteVector keystream = IntVector.fromArray(INTS, words, at / 4).reinterpretAsBytes();
      ByteVector.fromArray(BYTES, in, offset + at)
          .lanewise(XOR, keystream)
          .intoArray(out, outOffset + at);
    }
  }

  /** Into {@code words}: sixteen times each of the four words of a block, the last one first. */
  private void encryptCounters() {
    IntVector a0 = IntVector.broadcast(INTS, nonce0);
    IntVector a1 = IntVector.broadcast(INTS, nonce1);
    IntVector a2 = IntVector.broadcast(INTS, nonce2);
    IntVector a3 = IOTA.add(counter);
    int[] keys = roundKeys;
    for (int i = 0; i < ROUNDS; i++) {
      ByteVector x =
          a1.lanewise(XOR, a2).lanewise(XOR, a3).lanewise(XOR, keys[i]).reinterpretAsBytes();
      // Indexes count modulo 128: the sign bit says which half of the S-box is meant.
      ByteVector lower = x.selectFrom(S0, S1);
      ByteVector upper = x.selectFrom(S2, S3);
      IntVector s = lower.blend(upper, x.lt((byte) 0)).reinterpretAsInts();
      IntVector next =
          a0.lanewise(XOR, s)
              .lanewise(XOR, s.lanewise(ROL, 2))
              .lanewise(XOR, s.lanewise(ROL, 10))
              .lanewise(XOR, s.lanewise(ROL, 18))
              .lanewise(XOR, s.lanewise(ROL, 24));
      a0 = a1;
      a1 = a2;
      a2 = a3;
      a3 = next;
    }
    a3.intoArray(words, 0);
    a2.intoArray(words, GROUP_BLOCKS);
    a1.intoArray(words, 2 * GROUP_BLOCKS);
    a0.intoArray(words, 3 * GROUP_BLOCKS);
  }

  /** Sixteen blocks in order, four to a register, with the bytes of each word as they are sent. */
  private void toBlocks() {
    IntVector a3 = IntVector.fromArray(INTS, words, 0).lanewise(REVERSE_BYTES);
    IntVector a2 = IntVector.fromArray(INTS, words, GROUP_BLOCKS).lanewise(REVERSE_BYTES);
    IntVector a1 = IntVector.fromArray(INTS, words, 2 * GROUP_BLOCKS).lanewise(REVERSE_BYTES);
    IntVector a0 = IntVector.fromArray(INTS, words, 3 * GROUP_BLOCKS).lanewise(REVERSE_BYTES);
    IntVector evenLow = ZIP_LOW.selectFrom(a3, a1);
    IntVector evenHigh = ZIP_HIGH.selectFrom(a3, a1);
    IntVector oddLow = ZIP_LOW.selectFrom(a2, a0);
    IntVector oddHigh = ZIP_HIGH.selectFrom(a2, a0);
    ZIP_LOW.selectFrom(evenLow, oddLow).intoArray(words, 0);
    ZIP_HIGH.selectFrom(evenLow, oddLow).intoArray(words, GROUP_BLOCKS);
    ZIP_LOW.selectFrom(evenHigh, oddHigh).intoArray(words, 2 * GROUP_BLOCKS);
    ZIP_HIGH.selectFrom(evenHigh, oddHigh).intoArray(words, 3 * GROUP_BLOCKS);
  }

  @Override
  public void clear() {
    Arrays.fill(roundKeys, 0);
    Arrays.fill(words, 0);
    Arrays.fill(lastIn, (byte) 0);
    Arrays.fill(lastOut, (byte) 0);
    counter = 0;
  }
}
