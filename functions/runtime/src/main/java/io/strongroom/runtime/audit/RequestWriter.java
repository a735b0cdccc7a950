package io.strongroom.runtime.audit;

import io.strongroom.domain.port.RequestRecords;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Writes records in batches, a few times a second and in their order. Requests do not wait for it.
 * When they come faster than they can be written, or the database is away for long, records are
 * lost, and the log says how many. Thread-safe; blocks only where it is closed.
 */
public final class RequestWriter {

  private static final Logger LOG = Logger.getLogger("io.strongroom.requests");

  /** A record has up to 2 KiB, most of it the key: some 16 MiB while the database is away. */
  private static final int WAITING = 8_000;

  private static final int AT_ONCE = 1_000;
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int TRIES = 5;

  private final RequestRecords records;
  private final Consumer<RequestRecord> counting;
  private final BatchQueue<RequestRecord> waiting =
      new BatchQueue<>(
          "strongroom-records", new BatchQueue.Bounds(WAITING, AT_ONCE, PAUSE), this::write);
  private final AtomicLong lost = new AtomicLong();

  /**
   * @param counting is told of each record, at once
   */
  public RequestWriter(RequestRecords records, Consumer<RequestRecord> counting) {
    this.records = records;
    this.counting = counting;
  }

  void add(RequestRecord record) {
    counting.accept(record);
    if (!waiting.offer(record)) {
      lost.incrementAndGet();
    }
  }

  /** Writes what waits. Blocks until it is written, for some seconds at most. */
  void close() {
    waiting.close(ANSWER);
  }

  private void write(List<RequestRecord> some) throws InterruptedException {
    for (int i = 1; !written(some); i++) {
      if (i == TRIES) {
        lost.addAndGet(some.size());
        break;
      }
      Thread.sleep(PAUSE.multipliedBy(1L << i));
    }
    long gone = lost.getAndSet(0);
    if (gone > 0) {
      LOG.warnf("%d records of requests are lost", gone);
    }
  }

  private boolean written(List<RequestRecord> some) {
    try {
      records
          .add(some)
          .subscribeAsCompletionStage()
          .orTimeout(ANSWER.toSeconds(), TimeUnit.SECONDS)
          .join();
      return true;
    } catch (RuntimeException failure) {
      LOG.debugf("%d records of requests have to wait: %s", some.size(), failure);
      return false;
    }
  }
}
