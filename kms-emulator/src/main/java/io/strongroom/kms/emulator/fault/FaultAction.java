package io.strongroom.kms.emulator.fault;

import io.strongroom.kms.emulator.key.KmsError;
import java.time.Duration;

/** What happens to a call that is hit. */
public sealed interface FaultAction {

  /** The call is answered with this error. */
  record Fail(KmsError error) implements FaultAction {}

  /** The call takes longer, by a time drawn evenly between the two. */
  record Delay(Duration least, Duration most) implements FaultAction {}

  /** No answer ever comes. */
  record Hang() implements FaultAction {}

  /** The connection breaks instead of an answer. */
  record Reset() implements FaultAction {}

  /** The connection breaks in the middle of the answer. */
  record Truncate() implements FaultAction {}
}
