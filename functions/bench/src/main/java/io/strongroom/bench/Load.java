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

  private final Server server;
  private final String bucket;

  Load(Server server, String bucket) {
    this.server = server;
    this.bucket = bucket;
  }

  Sample run(Workload workload, Duration length) throws IOException {
    if (workload.limit() > 0) {
      Turns before = new Turns(workload.before());
      before.take(workload.clients(), number -> number < workload.limit());
      if (before.failed.get() > 0) {
        throw new IOException(workload.name() + " cannot be prepared");
      }
    }
    Turns turns = new Turns(workload.turn());
    long start = System.nanoTime();
    long end = start + length.toNanos();
    List<Long> taken =
        turns.take(
            workload.clients(),
            workload.limit() > 0
                ? number -> number < workload.limit()
                : number -> System.nanoTime() < end);
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
