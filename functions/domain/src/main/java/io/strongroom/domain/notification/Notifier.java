package io.strongroom.domain.notification;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.port.EventTargets.EventTarget;
import io.strongroom.domain.port.EventTargets.Message;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.ObjectOutbox.Settlement;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.NotificationConfiguration.Listener;
import io.strongroom.domain.record.Told;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells of what happened, at least once, and of one key in the order in which it happened to it.
 * Any number of processes do so at once. Thread-safe.
 */
public final class Notifier {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int LONGEST_REASON = 300;

  private final ObjectOutbox outbox;
  private final Buckets buckets;
  private final EventTargets targets;
  private final Workers workers;
  private final Patience patience;
  private final NotificationMeter meter;
  private final InstantSource clock;

  /** What is to be told, and to whom. */
  public record Work(ObjectOutbox outbox, Buckets buckets, EventTargets targets) {}

  /**
   * How long things last.
   *
   * @param hold without a sign of life, until another may take a piece: longer than a target may
   *     take to answer
   * @param retryFor after something happened, until nobody is told of it any more
   */
  public record Patience(Duration hold, Duration retryFor) {}

  public Notifier(
      Work work, Workers workers, Patience patience, NotificationMeter meter, InstantSource clock) {
    this.outbox = work.outbox();
    this.buckets = work.buckets();
    this.targets = work.targets();
    this.workers = workers;
    this.patience = patience;
    this.meter = meter;
    this.clock = clock;
  }

  /**
   * Takes up to so many pieces that nobody holds, and tells of them at once.
   *
   * @return whether there were any
   */
  public Uni<Boolean> work(int most) {
    return outbox
        .claim(Told.Lane.Kind.TELL, patience.hold(), most)
        .chain(
            pieces ->
                Multi.createFrom()
                    .iterable(pieces)
                    .onItem()
                    .transformToUniAndMerge(this::handle)
                    .collect()
                    .last()
                    .replaceWith(!pieces.isEmpty()));
  }

  private Uni<Void> handle(Told piece) {
    return tell(piece)
        .<Settlement>map(done -> new Settlement.Done())
        .onFailure()
        .recoverWithItem(failure -> settlement(piece, failure))
        .chain(
            settlement ->
                outbox
                    .settle(piece, settlement)
                    .invoke(noted -> meter.told(piece, settlement, noted)))
        .replaceWithVoid()
        // What could not be noted is told again when its lease is over; the others go on.
        .onFailure()
        .recoverWithNull();
  }

  private Settlement settlement(Told piece, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String reason =
        message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON);
    if (!piece.facts().at().plus(patience.retryFor()).isAfter(clock.instant())) {
      return new Settlement.Failed(reason);
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(piece.attempts(), 9));
    return new Settlement.Later(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, reason);
  }

  private Uni<Void> tell(Told piece) {
    return buckets
        .find(piece.version().object().bucket())
        .chain(found -> found.map(bucket -> tell(piece, bucket)).orElseGet(Notifier::nothing));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** Whoever does not listen any more is told nothing. */
  private Uni<Void> tell(Told piece, Bucket bucket) {
    Optional<Listener> listener =
        bucket.settings().notification().flatMap(all -> all.of(piece.lane().name()));
    if (listener.isEmpty()) {
      return nothing();
    }
    Message message =
        piece.event().equals("TestEvent")
            ? S3EventRecord.test(bucket, piece.facts().at(), Long.toString(piece.id()))
            : S3EventRecord.of(piece, bucket, listener.get().id());
    return workers.call(
        () -> {
          EventTarget target =
              targets
                  .find(listener.get().arn(), bucket.owner())
                  .orElseThrow(() -> new IOException("there is no such target"));
          target.tell(message);
          return null;
        });
  }
}
