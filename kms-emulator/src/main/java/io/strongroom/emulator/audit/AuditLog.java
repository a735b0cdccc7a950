package io.strongroom.emulator.audit;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.store.DatabaseAway;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Takes events and writes them in batches: while one batch is being written the next one gathers.
 * Thread-safe; never blocks.
 *
 * <p>With {@code strongroom.kms.audit=sync} an answer waits until its record is durable; with
 * {@code async} a crash may lose the records of the last moment, but the chain stays whole.
 */
@ApplicationScoped
public class AuditLog {

  private static final Logger LOG = Logger.getLogger(AuditLog.class);
  private static final int MAX_BATCH = 500;
  private static final int MAX_WAITING = 20_000;

  /** In async mode: small batches would cost the database much more for each record. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final AuditTable table;
  private final KmsClock clock;
  private final KmsConfig.AuditMode mode;
  private final List<Entry> waiting = new ArrayList<>();
  private boolean writing;

  AuditLog(AuditTable table, KmsConfig config, KmsClock clock) {
    this.table = table;
    this.clock = clock;
    this.mode = config.audit();
  }

  private record Entry(AuditRecord record, CompletableFuture<Void> written) {}

  /**
   * Records an event; completes when an answer may go out.
   *
   * @param eventAt the event, given its time
   */
  public Uni<Void> record(Function<Instant, AuditEvent> eventAt) {
    if (mode == KmsConfig.AuditMode.OFF) {
      return Uni.createFrom().voidItem();
    }
    AuditEvent event = eventAt.apply(clock.instant());
    return switch (mode) {
      case OFF -> Uni.createFrom().voidItem();
      case SYNC -> Uni.createFrom().completionStage(enqueue(event));
      case ASYNC -> {
        boolean room = queued() < MAX_WAITING;
        CompletableFuture<Void> written = enqueue(event);
        // The database cannot follow: from here on callers wait as in sync mode.
        yield room ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(written);
      }
    };
  }

  /** Completes when everything recorded so far is durable. */
  public Uni<Void> flushed() {
    synchronized (waiting) {
      if (waiting.isEmpty() && !writing) {
        return Uni.createFrom().voidItem();
      }
      if (!waiting.isEmpty()) {
        return Uni.createFrom().completionStage(waiting.getLast().written());
      }
    }
    return Uni.createFrom().voidItem().onItem().delayIt().by(GATHERING).chain(this::flushed);
  }

  /** Records that match, the newest first. */
  public Uni<List<JsonObject>> find(AuditQuery query) {
    return flushed().chain(() -> table.find(query));
  }

  /** The last successful call on a key among {@code operations}. */
  public Uni<Optional<JsonObject>> lastUse(String keyArn, List<String> operations) {
    return flushed().chain(() -> table.lastUse(keyArn, operations));
  }

  /** Records that are not durable yet. */
  public int waiting() {
    return queued();
  }

  private int queued() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  private CompletableFuture<Void> enqueue(AuditEvent event) {
    Entry entry = new Entry(AuditRecord.of(event), new CompletableFuture<>());
    synchronized (waiting) {
      waiting.add(entry);
      if (writing) {
        return entry.written();
      }
      writing = true;
    }
    writeSoon();
    return entry.written();
  }

  private void writeSoon() {
    if (mode == KmsConfig.AuditMode.SYNC || queued() >= MAX_BATCH) {
      writeNext();
      return;
    }
    Uni.createFrom().voidItem().onItem().delayIt().by(GATHERING).subscribe().with(x -> writeNext());
  }

  private void writeNext() {
    List<Entry> batch = take();
    table
        .append(batch.stream().map(Entry::record).toList())
        .subscribe()
        .with(
            done -> {
              batch.forEach(entry -> entry.written().complete(null));
              writeMore();
            },
            failure -> {
              Throwable answer = DatabaseAway.translate(failure);
              if (!(answer instanceof KmsRefusal)) {
                LOG.error("audit records could not be written", failure);
              }
              batch.forEach(entry -> entry.written().completeExceptionally(answer));
              writeMore();
            });
  }

  private void writeMore() {
    synchronized (waiting) {
      writing = !waiting.isEmpty();
      if (!writing) {
        return;
      }
    }
    writeSoon();
  }

  private List<Entry> take() {
    synchronized (waiting) {
      List<Entry> first = waiting.subList(0, Math.min(MAX_BATCH, waiting.size()));
      List<Entry> batch = List.copyOf(first);
      first.clear();
      return batch;
    }
  }
}
