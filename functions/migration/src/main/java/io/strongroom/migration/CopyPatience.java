package io.strongroom.migration;

import io.strongroom.local.StartupException;
import java.time.Duration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Which failures go away by waiting, and for how long. Stateless. */
final class CopyPatience {

  private static final int SERVER_FAILED = 500;
  private static final int TIMEOUT = 408;
  private static final int TOO_MANY = 429;
  private static final long FIRST_MILLIS = 500;
  private static final int MOST_DOUBLINGS = 5;

  private CopyPatience() {}

  /** Whether it was the connection or the store, and not the request. */
  static boolean isWorthAnother(RuntimeException failure) {
    return !(failure instanceof S3Exception refused)
        || refused.statusCode() >= SERVER_FAILED
        || refused.statusCode() == TIMEOUT
        || refused.statusCode() == TOO_MANY;
  }

  static void rest(int attempt) {
    try {
      Thread.sleep(
          Duration.ofMillis(FIRST_MILLIS << Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.", e);
    }
  }

  /** In one line, with the store's own code where it gave one. */
  static String reason(RuntimeException failure) {
    if (failure instanceof S3Exception refused && refused.awsErrorDetails() != null) {
      return refused.statusCode()
          + " "
          + refused.awsErrorDetails().errorCode()
          + ": "
          + refused.awsErrorDetails().errorMessage();
    }
    return String.valueOf(StartupException.because("failed", failure).getMessage());
  }
}
