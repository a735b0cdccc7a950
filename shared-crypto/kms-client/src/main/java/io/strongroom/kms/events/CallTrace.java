package io.strongroom.kms.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one call to its end, for whoever draws the path of a request through the services.
 * Methods may be called from any thread, must return quickly and must not throw.
 */
public interface CallTrace {

  /** The one that notes nothing. */
  CallTrace NONE =
      new CallTrace() {
        @Override
        public AttemptTrace attempt(int number) {
          return AttemptTrace.NONE;
        }

        @Override
        public void end(@Nullable Throwable failure) {}
      };

  /** An attempt begins; the first is number 1. */
  AttemptTrace attempt(int number);

  /**
   * The caller has its answer.
   *
   * @param failure absent on success
   */
  void end(@Nullable Throwable failure);

  /** Follows one attempt. */
  interface AttemptTrace {

    /** The one that notes nothing. */
    AttemptTrace NONE =
        new AttemptTrace() {
          @Override
          public Map<String, String> headers() {
            return Map.of();
          }

          @Override
          public void end(@Nullable Throwable failure) {}
        };

    /** What the request to the service says of where it comes from: {@code traceparent}. */
    Map<String, String> headers();

    /** The attempt is over, by an answer or by its time. */
    void end(@Nullable Throwable failure);
  }
}
