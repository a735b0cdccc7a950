package io.strongroom.emulator.operation;

import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.key.KmsKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a call means to encrypt or decrypt with a key.
 *
 * @param algorithm for public keys; empty for symmetric ones
 */
public record EncryptionUse(KeyUse key, Optional<EncryptionAlgorithm> algorithm) {

  /** The algorithm of symmetric keys, as policies and replies name it. */
  public static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

  /** The algorithm as policies and replies name it. */
  public String algorithmName() {
    return algorithm.map(Enum::name).orElse(SYMMETRIC);
  }

  /** The use, with the algorithm among what policies may ask about. */
  KeyUse asked() {
    return key.with("kms:EncryptionAlgorithm", List.of(algorithmName()));
  }

  /** This use as one end of a re-encryption, with a given key at the other end. */
  EncryptionUse opposite(KmsKey other) {
    return new EncryptionUse(key.with(one -> sameKey(one, other)), algorithm);
  }

  private static Map<String, List<String>> sameKey(KmsKey one, KmsKey other) {
    return Map.of("kms:ReEncryptOnSameKey", List.of(String.valueOf(one.arn().equals(other.arn()))));
  }
}
