package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.KmsException;

/**
 * The purse that pays for retries. While a service is down every client retries; the purse runs dry
 * after some dozen retries and the load falls back to one attempt per call. Thread-safe.
 */
final class RetryQuota {

  private final RetrySettings.Quota settings;
  private int left;

  RetryQuota(RetrySettings.Quota settings) {
    this.settings = settings;
    this.left = settings.capacity();
  }

  int cost(KmsException reason, boolean timedOut) {
    if (reason instanceof KmsException.Throttled) {
      return settings.throttleCost();
    }
    return timedOut ? settings.timeoutCost() : settings.transientCost();
  }

  synchronized boolean take(int cost) {
    if (cost > left) {
      return false;
    }
    left -= cost;
    return true;
  }

  /** A call succeeded whose last retry cost {@code lastCost}; 0 when it needed none. */
  synchronized void giveBack(int lastCost) {
    left = Math.min(settings.capacity(), left + Math.max(1, lastCost));
  }

  synchronized int left() {
    return left;
  }
}
