package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is known of one call between its attempts. Thread-safe: the deadline fires elsewhere. */
final class CallState {

  private final KmsCall call;
  private final CallTrace trace;
  private final long deadline;
  private int attempts;
  private int lastCost;
  private Duration nextWait = Duration.ZERO;
  private boolean timedOut;
  private boolean refusedHere;
  private boolean waitsForTurn;
  private boolean over;
  private @Nullable KmsException lastFailure;

  /**
   * A new call.
   *
   * @param deadline in the time source's nanoseconds
   */
  CallState(KmsCall call, CallTrace trace, long deadline) {
    this.call = call;
    this.trace = trace;
    this.deadline = deadline;
  }

  KmsCall call() {
    return call;
  }

  CallTrace trace() {
    return trace;
  }

  Duration remaining(long now) {
    return Duration.ofNanos(deadline - now);
  }

  /** The attempt is ready and the pace does not allow it yet. */
  synchronized void waitsForTurn() {
    waitsForTurn = true;
  }

  synchronized boolean isWaitingForTurn() {
    return waitsForTurn;
  }

  synchronized void attemptStarts() {
    attempts++;
    waitsForTurn = false;
    timedOut = false;
    refusedHere = false;
  }

  synchronized int attempts() {
    return attempts;
  }

  synchronized void failed(KmsException failure) {
    lastFailure = failure;
  }

  synchronized @Nullable KmsException lastFailure() {
    return lastFailure;
  }

  synchronized void timedOut() {
    timedOut = true;
  }

  synchronized boolean hasTimedOut() {
    return timedOut;
  }

  /** The last failure is our own refusal: the service was not asked. */
  synchronized void refusedHere() {
    refusedHere = true;
  }

  synchronized boolean wasRefusedHere() {
    return refusedHere;
  }

  synchronized void retryIn(Duration wait, int cost) {
    nextWait = wait;
    lastCost = cost;
  }

  synchronized Duration nextWait() {
    return nextWait;
  }

  synchronized int lastCost() {
    return lastCost;
  }

  /** The caller has its answer; nothing may be started any more. */
  synchronized void end() {
    over = true;
  }

  synchronized boolean isOver() {
    return over;
  }
}
