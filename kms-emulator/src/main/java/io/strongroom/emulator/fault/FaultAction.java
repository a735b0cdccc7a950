package io.strongroom.emulator.fault;

import io.strongroom.emulator.key.KmsError;
import java.time.Duration;

/** What happens to a call that is hit. */
public sealed interface FaultAction {

  /** The call is answered with this error. */
  record Fail(KmsError error) implements FaultAction {}

  /** The call takes longer. */
  record Delay(Latency latency) implements FaultAction {}

  /** No answer ever comes. */
  record Hang() implements FaultAction {}

  /** The connection breaks instead of an answer. */
  record Reset() implements FaultAction {}

  /** The connection breaks in the middle of the answer. */
  record Truncate() implements FaultAction {}

  /** A page of HTML comes with the answer's status, as from a proxy that got in between. */
  record Garble() implements FaultAction {}

  /**
   * The call meets a service whose clock is off by so much: its signature is not current when that
   * is too far, else the answer has a Date to match.
   */
  record Clock(Duration offset) implements FaultAction {}

  /**
   * The answer is the one that the same request got the last time, if that is not longer ago: reads
   * that do not see a change yet. Only for operations that list, describe or get.
   */
  record Stale(Duration maxAge) implements FaultAction {}
}
