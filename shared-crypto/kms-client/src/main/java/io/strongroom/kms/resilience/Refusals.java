package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a moment who was refused what, so that a client that keeps asking does not use up
 * the quota of the others. A change in the KMS is seen after that moment. Thread-safe.
 */
final class Refusals {

  private static final int MOST_ENTRIES = 1_000;

  /**
   * The question that was refused.
   *
   * @param wrapped only when the key is not named: then it is the wrapped key that names it
   */
  record Question(
      String operation,
      KeyName key,
      EncryptionContext context,
      PrincipalName principal,
      @Nullable WrappedKey wrapped) {}

  private record Refusal(KmsException reason, long until) {}

  private final Duration memory;
  private final TimeSource time;
  private final Consumer<String> onHit;
  private final LinkedHashMap<Question, Refusal> refusals = new LinkedHashMap<>();

  Refusals(Duration memory, TimeSource time, Consumer<String> onHit) {
    this.memory = memory;
    this.time = time;
    this.onHit = onHit;
  }

  <T> CompletionStage<T> unlessRefused(Question question, Supplier<CompletionStage<T>> ask) {
    Optional<KmsException> refusal = find(question);
    if (refusal.isPresent()) {
      onHit.accept(question.key().text());
      return CompletableFuture.failedFuture(refusal.get());
    }
    CompletableFuture<T> answer = new CompletableFuture<>();
    ask.get()
        .whenComplete(
            (value, error) -> {
              if (error == null) {
                if (!answer.complete(value)) {
                  Attempt.close(value);
                }
                return;
              }
              Throwable cause = Invocation.unwrap(error);
              if (cause instanceof KmsException reason) {
                remember(question, reason);
              }
              answer.completeExceptionally(cause);
            });
    return answer;
  }

  private synchronized Optional<KmsException> find(Question question) {
    Refusal refusal = refusals.get(question);
    if (refusal == null) {
      return Optional.empty();
    }
    if (refusal.until() - time.nanoTime() <= 0) {
      refusals.remove(question);
      return Optional.empty();
    }
    return Optional.of(refusal.reason());
  }

  private synchronized void remember(Question question, KmsException reason) {
    if (memory.isZero() || !isRefusal(reason)) {
      return;
    }
    refusals.remove(question);
    refusals.putLast(question, new Refusal(reason, time.nanoTime() + memory.toNanos()));
    if (refusals.size() > MOST_ENTRIES) {
      refusals.pollFirstEntry();
    }
  }

  private static boolean isRefusal(KmsException reason) {
    return switch (reason) {
      case KmsException.AccessDenied _ -> true;
      case KmsException.Disabled _ -> true;
      case KmsException.NotFound _ -> true;
      case KmsException.InvalidState _ -> false;
      case KmsException.InvalidKeyUsage _ -> false;
      case KmsException.InvalidRequest _ -> false;
      case KmsException.CiphertextInvalid _ -> false;
      case KmsException.Throttled _ -> false;
      case KmsException.Unavailable _ -> false;
    };
  }
}
