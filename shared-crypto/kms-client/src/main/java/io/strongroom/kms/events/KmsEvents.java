package io.strongroom.kms.events;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Listener to the KMS client. Every method may be called from any thread, must return quickly and
 * must not throw.
 */
public interface KmsEvents {

  /** The listener that does nothing. */
  KmsEvents NONE = new KmsEvents() {};

  /** A call begins; the result follows it. */
  default CallTrace begins(KmsCall call, Requester requester) {
    return CallTrace.NONE;
  }

  /**
   * One attempt reached its end.
   *
   * @param took time from its start, waits for a free place included
   * @param failure absent on success
   */
  default void attempt(KmsCall call, Duration took, @Nullable KmsException failure) {}

  /** The call is tried again after {@code wait}. */
  default void retry(KmsCall call, int attempt, Duration wait, KmsException reason) {}

  /** The service itself answered that it gets too many requests. */
  default void throttled(KmsCall call) {}

  /** The call was refused here, without asking the service. */
  default void refused(KmsCall call, KmsException reason) {}

  /** The breaker of one key changed its state. */
  default void breaker(String provider, String keyId, BreakerState state) {}

  /**
   * The whole service cannot be used, for example because it refuses our credentials. Told once a
   * minute while calls are made.
   *
   * @param reason for an operator; holds no secrets
   */
  default void unusable(String provider, String reason) {}

  /** What {@link #unusable} told of is over. */
  default void usable(String provider) {}

  /** The service throttled, or has been quiet since: the client's own rate changed. */
  default void rate(String provider, double callsPerSecond) {}

  /**
   * A call was answered without the service.
   *
   * @param cache {@code bucket-key}, {@code bucket-key-unwrap}, {@code decrypt-flight} or {@code
   *     negative}
   */
  default void cacheHit(String cache, String keyId) {}
}
