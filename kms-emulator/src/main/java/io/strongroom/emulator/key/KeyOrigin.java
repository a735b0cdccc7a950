package io.strongroom.emulator.key;

/** Where a key's material comes from. */
public enum KeyOrigin {
  /** Made here. */
  AWS_KMS,
  /** Imported by the owner. */
  EXTERNAL
}
