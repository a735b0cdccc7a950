package io.strongroom.crypto.aead;

import java.util.function.Function;
import jdk.incubator.vector.LongVector;

/**
 * Makes the SM4-GCM that runs on vectors. Of all classes that use the incubating module this alone
 * is named elsewhere, and only after it was seen that the module is there.
 */
final class VectorSm4Gcm implements Function<byte[], AeadCipher> {

  /** Whether the machine has registers as wide as the code is written for. */
  static boolean fitsMachine() {
    return LongVector.SPECIES_PREFERRED.vectorBitSize() == 512;
  }

  @Override
  public AeadCipher apply(byte[] key) {
    long[] hashKey = Sm4GcmChoice.hashKey(key);
    return new Sm4Gcm(new VectorSm4Keystream(key), new Ghash(hashKey, new VectorGhash(hashKey)));
  }
}
