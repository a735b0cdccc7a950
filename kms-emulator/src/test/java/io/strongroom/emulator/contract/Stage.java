package io.strongroom.emulator.contract;

/** Stages of a key's life. */
enum Stage {
  ENABLED,
  DISABLED,
  PENDING_DELETION,
  PENDING_IMPORT
}
