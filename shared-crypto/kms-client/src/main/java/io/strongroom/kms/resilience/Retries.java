package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.events.KmsEvents;
import java.time.Duration;

/**
 * The one place that decides whether a failed attempt is followed by another: only for retryable
 * failures of the service itself, only while attempts, deadline and quota allow.
 */
final class Retries {

  private final RetrySettings settings;
  private final Backoff backoff;
  private final RetryQuota quota;
  private final TimeSource time;
  private final KmsEvents events;

  Retries(
      RetrySettings settings,
      Backoff backoff,
      RetryQuota quota,
      TimeSource time,
      KmsEvents events) {
    this.settings = settings;
    this.backoff = backoff;
    this.quota = quota;
    this.time = time;
    this.events = events;
  }

  /** Decides, and when the answer is yes leaves the wait in {@code state}. */
  boolean again(CallState state, Throwable failure) {
    if (!(failure instanceof KmsException reason)) {
      return false;
    }
    if (state.wasRefusedHere()) {
      events.refused(state.call(), reason);
      return false;
    }
    if (!reason.retryable() || state.isOver() || state.attempts() >= settings.attempts()) {
      return false;
    }
    Duration wait = backoff.next(state.attempts() - 1, reason);
    int cost = quota.cost(reason, state.hasTimedOut());
    if (wait.compareTo(state.remaining(time.nanoTime())) >= 0 || !quota.take(cost)) {
      return false;
    }
    state.retryIn(wait, cost);
    events.retry(state.call(), state.attempts(), wait, reason);
    return true;
  }

  void succeeded(CallState state) {
    quota.giveBack(state.lastCost());
  }
}
