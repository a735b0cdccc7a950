package io.strongroom.runtime.wiring;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.domain.envelope.ServiceKeys;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One question to the KMS at the start: connections are made and code is loaded before the first
 * client needs them, and a wrong address or key shows in the log at once. A KMS that does not
 * answer holds nothing up for longer; a native executable, which has no code to load, does not wait
 * for the answer.
 */
final class KmsFirstLook {

  private static final Logger LOG = Logger.getLogger("io.strongroom.kms");
  private static final long LIMIT_SECONDS = 2;
  // After the bundled KMS, which starts at the usual priority.
  private static final int LATE = 4_000;

  void run(@Observes @Priority(LATE) StartupEvent starting, KmsClient kms, ServiceKeys keys) {
    KeyName key = keys.service();
    CompletableFuture<Void> told =
        kms.describeKey(key, Requester.service(""))
            .toCompletableFuture()
            .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
            .handle((found, failure) -> tell(key, found, failure));
    if (!ImageMode.current().isNativeImage()) {
      told.join();
    }
  }

  private static @Nullable Void tell(
      KeyName key, @Nullable KmsKeyDescription found, @Nullable Throwable failure) {
    if (found != null) {
      if (!found.enabled()) {
        LOG.warnf("kms service key %s is disabled: nothing can be stored under it", key.text());
      }
    } else if (failure instanceof TimeoutException) {
      LOG.infof("kms has not described key %s within %d s", key.text(), LIMIT_SECONDS);
    } else {
      LOG.warnf("kms service key %s cannot be described: %s", key.text(), cause(failure));
    }
    return null;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
