package io.strongroom.emulator.crypto;

import java.util.Arrays;

/**
 * Key material sealed under the root key: the only form that is stored.
 *
 * <p>Immutable; compared by content.
 */
public final class WrappedMaterial {

  private final MaterialId id;
  private final byte[] bytes;

  public WrappedMaterial(MaterialId id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes.clone();
  }

  /** Which material this is. */
  public MaterialId id() {
    return id;
  }

  /** A copy of the sealed bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedMaterial that
        && id.equals(that.id)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "WrappedMaterial[" + id + "]";
  }
}
