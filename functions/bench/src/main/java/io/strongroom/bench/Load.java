package io.strongroom.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;

/** Lets the clients of a row take turns for a while, or for as many turns as there are. */
final class Load {

  /** A row of so many turns ends after that time too: a server may be stuck. */
  private static final Duration MOST_OF_A_ROW = Duration.ofSeconds(40);

  private final Server server;
  private final String bucket;

  Load(Server server, String bucket) {
    this.server = server;
    this.bucket = bucket;
  }

  Sample run(Workload workload, Duration length) throws IOException {
    if (workload.limit() > 0) {
      Turns before = new Turns(workload.before());
      long prepared = System.nanoTime() + MOST_OF_A_ROW.toNanos();
      before.take(
          workload.clients(), number -> number < workload.limit() && System.nanoTime() < prepared);
      if (before.failed.get() > 0) {
        // A server that cannot do this any more has nothing to be measured.
        return Sample.of(workload, List.of(), 1, before.failed.get());
      }
    }
    Turns turns = new Turns(workload.turn());
    long start = System.nanoTime();
    long end = start + (workload.limit() > 0 ? MOST_OF_A_ROW : length).toNanos();
    List<Long> taken =
        turns.take(
            workload.clients(),
            number ->
                System.nanoTime() < end && (workload.limit() == 0 || number < workload.limit()));
    double seconds = (System.nanoTime() - start) / 1e9;
    Collections.sort(taken);
    return Sample.of(workload, taken, seconds, turns.failed.get());
  }

  private final class Turns {

    private final Workload.Turn turn;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Turns(Workload.Turn turn) {
      this.turn = turn;
    }

    /** How long each turn took, in nanoseconds. */
    List<Long> take(int clients, LongPredicate goOn) throws IOException {
      List<Long> all = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
        Callable<List<Long>> client = () -> ofOneClient(goOn);
        for (Future<List<Long>> done : threads.invokeAll(Collections.nCopies(clients, client))) {
          all.addAll(done.get());
        }
        return all;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } catch (ExecutionException e) {
        throw new IOException("a client cannot work at all", e.getCause());
      }
    }

    private List<Long> ofOneClient(LongPredicate goOn) throws IOException {
      List<Long> taken = new ArrayList<>();
      try (Client client = server.client()) {
        for (long n = next.getAndIncrement(); goOn.test(n); n = next.getAndIncrement()) {
          long start = System.nanoTime();
          try {
            turn.take(client, "/" + bucket, n);
            taken.add(System.nanoTime() - start);
          } catch (IOException refused) {
            failed.incrementAndGet();
          }
        }
      }
      return taken;
    }
  }
}
