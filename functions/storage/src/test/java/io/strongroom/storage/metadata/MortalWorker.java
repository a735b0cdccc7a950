package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.record.VersionMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The statements of a worker that is killed at one of them: before it reaches the database, or
 * afterwards. Whoever is killed hears no answer, and sends nothing more.
 */
final class MortalWorker implements ObjectOutbox, Replicas {

  private final ObjectOutbox outbox;
  private final Replicas replicas;
  private final int last;
  private final boolean afterwards;
  private final AtomicInteger steps = new AtomicInteger();

  MortalWorker(ObjectOutbox outbox, Replicas replicas, int last, boolean afterwards) {
    this.outbox = outbox;
    this.replicas = replicas;
    this.last = last;
    this.afterwards = afterwards;
  }

  boolean isDead() {
    return steps.get() >= last;
  }

  private <T> Uni<T> step(Supplier<Uni<T>> statement) {
    return Uni.createFrom()
        .deferred(
            () -> {
              int step = steps.incrementAndGet();
              if (step > last || step == last && !afterwards) {
                return Uni.createFrom().nothing();
              }
              return step == last
                  ? statement.get().chain(answer -> Uni.createFrom().nothing())
                  : statement.get();
            });
  }

  @Override
  public Uni<List<Told>> claim(Told.Lane.Kind kind, Duration hold, int most) {
    return step(() -> outbox.claim(kind, hold, most));
  }

  /** A sign of life is no step: how many there are depends on the clock. */
  @Override
  public Uni<Boolean> keep(Told piece, Duration hold) {
    return isDead() ? Uni.createFrom().nothing() : outbox.keep(piece, hold);
  }

  @Override
  public Uni<Boolean> settle(Told piece, Settlement settlement) {
    return step(() -> outbox.settle(piece, settlement));
  }

  @Override
  public Uni<Backlog> backlog(Told.Lane.Kind kind) {
    return outbox.backlog(kind);
  }

  @Override
  public Uni<Published> put(
      NewObject copy, VersionId version, BucketName from, Optional<SealedBytes> bytes) {
    return step(() -> replicas.put(copy, version, from, bytes));
  }

  @Override
  public Uni<Boolean> mark(VersionRef marker, BucketName from, Instant written) {
    return step(() -> replicas.mark(marker, from, written));
  }

  @Override
  public Uni<Boolean> setMarks(VersionRef copy, VersionMarks marks) {
    return step(() -> replicas.setMarks(copy, marks));
  }
}
