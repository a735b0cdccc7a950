package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One decrypt for all who read the same at the same time: who asks while the service is asked, or
 * while another still holds the key, gets a copy. Nothing is kept that nobody is using: with the
 * last copy the original is zeroed. However many follow each other, the service is asked again
 * after a while, since it may have changed its mind. Thread-safe.
 */
final class DecryptFlights {

  /** What must be equal to share an answer. The KMS has judged this requester and no other. */
  record Key(String keyId, WrappedKey wrapped, EncryptionContext context, String principal) {}

  /** One question, its answer, and who holds a copy of that. Guarded by the flights. */
  private static final class Flight {
    private final long askedAt;
    private final List<CompletableFuture<UnwrappedKey>> waiting = new ArrayList<>();
    private @Nullable UnwrappedKey answer;
    private int holders;
    private Runnable cancelEnd = () -> {};

    Flight(long askedAt) {
      this.askedAt = askedAt;
    }
  }

  private final Map<Key, Flight> flights = new HashMap<>();
  private final Duration sharing;
  private final TimeSource time;
  private final Consumer<String> onJoin;

  /**
   * Nothing is under way.
   *
   * @param sharing how long after the question its answer is given to others; zero: only to those
   *     who asked before it came
   */
  DecryptFlights(Duration sharing, TimeSource time, Consumer<String> onJoin) {
    this.sharing = sharing;
    this.time = time;
    this.onJoin = onJoin;
  }

  CompletionStage<UnwrappedKey> join(Key key, Supplier<CompletionStage<UnwrappedKey>> decrypt) {
    CompletableFuture<UnwrappedKey> asker = new CompletableFuture<>();
    Flight started = null;
    synchronized (this) {
      Flight flight = flights.get(key);
      if (flight != null && flight.answer != null && isOver(flight)) {
        remove(key, flight);
        flight = null;
      }
      if (flight == null) {
        started = new Flight(time.nanoTime());
        started.waiting.add(asker);
        flights.put(key, started);
      } else if (flight.answer == null) {
        flight.waiting.add(asker);
      } else {
        asker.complete(lease(key, flight, flight.answer));
      }
    }
    if (started == null) {
      onJoin.accept(key.keyId());
    } else {
      Flight mine = started;
      decrypt.get().whenComplete((answer, error) -> land(key, mine, answer, error));
    }
    return asker;
  }

  private void land(
      Key key, Flight flight, @Nullable UnwrappedKey answer, @Nullable Throwable error) {
    if (answer == null) {
      Throwable cause =
          error == null
              ? new IllegalStateException("no answer and no error")
              : Invocation.unwrap(error);
      List<CompletableFuture<UnwrappedKey>> waiting;
      synchronized (this) {
        flights.remove(key, flight);
        waiting = List.copyOf(flight.waiting);
      }
      waiting.forEach(asker -> asker.completeExceptionally(cause));
      return;
    }
    Map<CompletableFuture<UnwrappedKey>, UnwrappedKey> served = new HashMap<>();
    synchronized (this) {
      flight.answer = answer;
      flight.waiting.forEach(asker -> served.put(asker, lease(key, flight, answer)));
      flight.waiting.clear();
      if (isOver(flight)) {
        remove(key, flight);
      } else {
        flight.cancelEnd = time.schedule(left(flight), () -> end(key, flight));
      }
    }
    served.forEach(
        (asker, own) -> {
          if (!asker.complete(own)) {
            own.close();
          }
        });
  }

  private UnwrappedKey lease(Key key, Flight flight, UnwrappedKey answer) {
    flight.holders++;
    return new UnwrappedKey(answer.keyId(), answer.plaintext().copy(() -> released(key, flight)));
  }

  private synchronized void released(Key key, Flight flight) {
    flight.holders--;
    if (flight.holders == 0) {
      remove(key, flight);
    }
  }

  private synchronized void end(Key key, Flight flight) {
    remove(key, flight);
  }

  private void remove(Key key, Flight flight) {
    flight.cancelEnd.run();
    flights.remove(key, flight);
    UnwrappedKey answer = flight.answer;
    if (answer != null) {
      answer.close();
    }
  }

  private boolean isOver(Flight flight) {
    return !left(flight).isPositive();
  }

  private Duration left(Flight flight) {
    return sharing.minusNanos(time.nanoTime() - flight.askedAt);
  }
}
