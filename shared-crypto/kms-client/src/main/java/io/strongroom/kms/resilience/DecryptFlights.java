package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One decrypt for all who read the same at about the same time: who asks while the service is
 * asked, while another still holds the key, or within a moment after the last one let go of it,
 * gets a copy. Then the original is zeroed. However many follow each other, the service is asked
 * again after a while, since it may have changed its mind; and at once when it is heard to refuse
 * the key to anybody, or anything under it to this requester. Thread-safe.
 */
final class DecryptFlights {

  /** Answers that nobody holds; beyond that the one idle for longest goes. */
  static final int MOST_IDLE = 1_000;

  /** What must be equal to share an answer. The KMS has judged this requester and no other. */
  record Key(
      KeyName name, WrappedKey wrapped, EncryptionContext context, PrincipalName principal) {}

  /** One question, its answer, and who holds a copy of that. Guarded by the flights. */
  private static final class Flight {
    private final Key key;
    private final long askedAt;
    private final List<CompletableFuture<UnwrappedKey>> waiting = new ArrayList<>();
    private final List<Predicate<Flight>> refusedMeanwhile = new ArrayList<>();
    private @Nullable UnwrappedKey answer;
    private int holders;
    private Runnable cancelEnd = () -> {};
    private Runnable cancelIdleEnd = () -> {};

    Flight(Key key, long askedAt) {
      this.key = key;
      this.askedAt = askedAt;
    }
  }

  private final Map<Key, Flight> flights = new HashMap<>();
  private final LinkedHashSet<Flight> idle = new LinkedHashSet<>();
  private final Duration sharing;
  private final Duration linger;
  private final TimeSource time;
  private final Consumer<String> onJoin;

  /** Nothing is under way. Of {@code times}, only sharing and linger count here. */
  DecryptFlights(TimeSettings times, TimeSource time, Consumer<String> onJoin) {
    this.sharing = times.sharing();
    this.linger = times.linger();
    this.time = time;
    this.onJoin = onJoin;
  }

  CompletionStage<UnwrappedKey> join(Key key, Supplier<CompletionStage<UnwrappedKey>> decrypt) {
    CompletableFuture<UnwrappedKey> asker = new CompletableFuture<>();
    UnwrappedKey ready = null;
    Flight started = null;
    synchronized (this) {
      Flight flight = current(key);
      if (flight == null) {
        started = new Flight(key, time.nanoTime());
        started.waiting.add(asker);
        flights.put(key, started);
      } else if (flight.answer == null) {
        flight.waiting.add(asker);
      } else {
        ready = lease(flight, flight.answer);
      }
    }
    if (started == null) {
      onJoin.accept(key.name().text());
    } else {
      Flight mine = started;
      decrypt.get().whenComplete((answer, error) -> land(mine, answer, error));
    }
    return ready == null ? asker : CompletableFuture.completedFuture(ready);
  }

  /** The service refused a call with {@code name}: what it had allowed before is not used on. */
  synchronized void heard(KeyName name, PrincipalName principal, @Nullable Throwable error) {
    switch (error == null ? null : Invocation.unwrap(error)) {
      case KmsException.Disabled _ -> forget(flight -> isUnder(flight, name));
      case KmsException.InvalidState _ -> forget(flight -> isUnder(flight, name));
      case KmsException.NotFound _ -> forget(flight -> isUnder(flight, name));
      case KmsException.AccessDenied _ ->
          forget(flight -> isUnder(flight, name) && flight.key.principal().equals(principal));
      case null, default -> {
        // Nothing that ends a key: success, or a service that is busy, down, or asked wrongly.
      }
    }
  }

  /** What is still being asked may be answered by what was allowed before: it is not kept then. */
  private void forget(Predicate<Flight> which) {
    for (Flight flight : List.copyOf(flights.values())) {
      if (which.test(flight)) {
        remove(flight);
      } else if (flight.answer == null) {
        flight.refusedMeanwhile.add(which);
      }
    }
  }

  /** As far as is known: by which other name a key goes, only the answer says. */
  private static boolean isUnder(Flight flight, KeyName name) {
    UnwrappedKey answer = flight.answer;
    return name.equals(flight.key.name()) || (answer != null && name.equals(answer.keyId().name()));
  }

  private @Nullable Flight current(Key key) {
    Flight flight = flights.get(key);
    if (flight != null && flight.answer != null && isOver(flight)) {
      remove(flight);
      return null;
    }
    return flight;
  }

  private void land(Flight flight, @Nullable UnwrappedKey answer, @Nullable Throwable error) {
    if (answer == null) {
      fail(flight, error);
      return;
    }
    Map<CompletableFuture<UnwrappedKey>, UnwrappedKey> served = new HashMap<>();
    synchronized (this) {
      flight.answer = answer;
      flight.waiting.forEach(asker -> served.put(asker, lease(flight, answer)));
      flight.waiting.clear();
      if (isOver(flight) || isRefused(flight)) {
        remove(flight);
      } else {
        flight.cancelEnd = time.schedule(left(flight), () -> end(flight));
      }
    }
    served.forEach(
        (asker, own) -> {
          if (!asker.complete(own)) {
            own.close();
          }
        });
  }

  private void fail(Flight flight, @Nullable Throwable error) {
    Throwable cause =
        error == null
            ? new IllegalStateException("no answer and no error")
            : Invocation.unwrap(error);
    List<CompletableFuture<UnwrappedKey>> waiting;
    synchronized (this) {
      flights.remove(flight.key, flight);
      waiting = List.copyOf(flight.waiting);
    }
    waiting.forEach(asker -> asker.completeExceptionally(cause));
  }

  private UnwrappedKey lease(Flight flight, UnwrappedKey answer) {
    flight.holders++;
    if (idle.remove(flight)) {
      flight.cancelIdleEnd.run();
    }
    return new UnwrappedKey(
        answer.keyId(), answer.plaintext().copy(() -> released(flight)), answer.reach());
  }

  private synchronized void released(Flight flight) {
    flight.holders--;
    if (flight.holders > 0 || flights.get(flight.key) != flight) {
      return;
    }
    if (!linger.isPositive()) {
      remove(flight);
      return;
    }
    idle.addLast(flight);
    flight.cancelIdleEnd = time.schedule(linger, () -> endIdle(flight));
    if (idle.size() > MOST_IDLE) {
      remove(idle.getFirst());
    }
  }

  private synchronized void end(Flight flight) {
    remove(flight);
  }

  /** Unless somebody has come back in the meantime, faster than the timer was cancelled. */
  private synchronized void endIdle(Flight flight) {
    if (flight.holders == 0) {
      remove(flight);
    }
  }

  private void remove(Flight flight) {
    flight.cancelEnd.run();
    flight.cancelIdleEnd.run();
    idle.remove(flight);
    flights.remove(flight.key, flight);
    UnwrappedKey answer = flight.answer;
    if (answer != null) {
      answer.close();
    }
  }

  private boolean isRefused(Flight flight) {
    return flights.get(flight.key) != flight
        || flight.refusedMeanwhile.stream().anyMatch(which -> which.test(flight));
  }

  private boolean isOver(Flight flight) {
    return !left(flight).isPositive();
  }

  private Duration left(Flight flight) {
    return sharing.minusNanos(time.nanoTime() - flight.askedAt);
  }
}
