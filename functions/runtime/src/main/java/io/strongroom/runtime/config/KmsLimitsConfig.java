package io.strongroom.runtime.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What stands around the calls to one KMS. Whatever is not set is as the kind of KMS suggests; the
 * figures are in the README of kms-client.
 */
public interface KmsLimitsConfig {

  /** Tries of one call in all. */
  OptionalInt attempts();

  /** Time of one attempt. */
  Optional<Duration> attemptTimeout();

  /** Time of one call, retries and waits included. */
  Optional<Duration> totalTimeout();

  /** Base of the wait before a retry after a throttle. */
  Optional<Duration> throttleBackoff();

  /** Base of the wait before a retry after a failure. */
  Optional<Duration> failureBackoff();

  /** Longest computed wait before a retry. */
  Optional<Duration> backoffCap();

  /** Size of the purse that retries are paid from. */
  OptionalInt retryQuota();

  /** How long a refusal is answered from memory; 0 for never. */
  Optional<Duration> refusalMemory();

  /**
   * How long one unwrapped key is shared by the readers of an object; 0: only while it is fetched.
   */
  Optional<Duration> decryptSharing();

  /**
   * How long an unwrapped key stays for more readers after the last one is done; 0: it goes with
   * the last.
   */
  Optional<Duration> decryptLinger();

  /** Ceiling of the rate, about 80 % of the quota. */
  OptionalDouble callsPerSecond();

  /** Calls under way at the same time. */
  OptionalInt inFlight();

  /** Calls waiting for a place; more are refused. */
  OptionalInt queued();

  /** Number of last calls that a key's breaker looks at. */
  OptionalInt breakerWindow();

  /** Share of failures among them that opens it. */
  OptionalDouble breakerRatio();

  /** How long it stays open at first. */
  Optional<Duration> breakerOpen();

  /** How long it stays open at most. */
  Optional<Duration> breakerOpenAtMost();
}
