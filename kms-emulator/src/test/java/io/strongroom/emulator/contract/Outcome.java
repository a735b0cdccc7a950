package io.strongroom.emulator.contract;

/** How a call ends, whatever an API calls it. */
enum Outcome {
  DONE,
  DISABLED,
  INVALID_STATE,
  NOT_FOUND,
  DENIED,
  /** The key is of a sort that cannot do it. */
  WRONG_KEY,
  /** The request itself is wrong. */
  INVALID
}
