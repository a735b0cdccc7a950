package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One decrypt for all who ask for the same at the same time; nothing is kept once it is answered.
 * Thread-safe.
 */
final class DecryptFlights {

  /** What must be equal to share an answer. The KMS has judged this requester and no other. */
  record Key(String keyId, WrappedKey wrapped, EncryptionContext context, String principal) {}

  private final Map<Key, List<CompletableFuture<UnwrappedKey>>> flights = new HashMap<>();
  private final Consumer<String> onJoin;

  DecryptFlights(Consumer<String> onJoin) {
    this.onJoin = onJoin;
  }

  CompletionStage<UnwrappedKey> join(Key key, Supplier<CompletionStage<UnwrappedKey>> decrypt) {
    CompletableFuture<UnwrappedKey> asker = new CompletableFuture<>();
    boolean first;
    synchronized (this) {
      List<CompletableFuture<UnwrappedKey>> aboard = flights.get(key);
      first = aboard == null;
      if (aboard == null) {
        aboard = new ArrayList<>();
        flights.put(key, aboard);
      }
      aboard.add(asker);
    }
    if (first) {
      decrypt.get().whenComplete((answer, error) -> land(key, answer, error));
    } else {
      onJoin.accept(key.keyId());
    }
    return asker;
  }

  private void land(Key key, UnwrappedKey answer, Throwable error) {
    List<CompletableFuture<UnwrappedKey>> aboard;
    synchronized (this) {
      aboard = flights.remove(key);
    }
    if (aboard == null) {
      throw new IllegalStateException("a flight landed twice");
    }
    if (error != null) {
      Throwable cause = Invocation.unwrap(error);
      aboard.forEach(asker -> asker.completeExceptionally(cause));
      return;
    }
    try (answer) {
      for (CompletableFuture<UnwrappedKey> asker : aboard) {
        UnwrappedKey own = new UnwrappedKey(answer.keyId(), answer.plaintext().copy());
        if (!asker.complete(own)) {
          own.close();
        }
      }
    }
  }
}
