package io.strongroom.emulator.contract;

/** Sorts of keys. */
enum Sort {
  SYMMETRIC,
  /** Symmetric, its material to come from outside. */
  EXTERNAL,
  MAC,
  SIGNING,
  /** A pair that encrypts. */
  PUBLIC
}
