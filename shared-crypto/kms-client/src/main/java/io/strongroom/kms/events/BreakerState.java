package io.strongroom.kms.events;

/** State of the circuit breaker of one key. */
public enum BreakerState {
  /** Calls pass. */
  CLOSED,
  /** Calls are refused without asking the service. */
  OPEN,
  /** One call probes whether the service has recovered. */
  HALF_OPEN
}
