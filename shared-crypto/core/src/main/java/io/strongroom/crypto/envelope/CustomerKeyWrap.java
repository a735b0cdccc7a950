package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.WrappedKey;

/**
 * The data key is wrapped under a key derived from the one the customer sends with each request
 * ({@link LocalWrap}; SPEC §4 and §5); nothing of that key is stored.
 *
 * @param dataKey bound to the object
 */
public record CustomerKeyWrap(WrappedKey dataKey) implements KeyWrap {

  /**
   * @throws IllegalArgumentException when longer than SPEC §9 allows, or empty
   */
  public CustomerKeyWrap {
    Bounds.checkWrapped(dataKey);
  }
}
