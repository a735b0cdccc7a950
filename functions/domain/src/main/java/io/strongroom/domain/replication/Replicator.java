package io.strongroom.domain.replication;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.ObjectOutbox.Settlement;
import io.strongroom.domain.port.RoleActors;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.replication.Copying.Errand;
import io.strongroom.domain.replication.Copying.Hopeless;
import io.strongroom.domain.replication.Copying.NotNow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Makes the copies that rules of buckets ask for. Any number of processes do so at once. One that
 * ends anywhere leaves nothing copied twice or forgotten: a piece is noted as done when its copy is
 * there, and a copy that is there is not made again. Copies of one key to one destination are made
 * in the order of what happened to it. Thread-safe.
 */
public final class Replicator {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
  private static final int LONGEST_REASON = 300;

  private final ObjectOutbox outbox;
  private final RoleActors actors;
  private final Destinations destinations;
  private final Patience patience;
  private final ReplicationMeter meter;
  private final Authorizer authorizer;
  private final Assembly parts;
  private final InstantSource clock;

  /** What is to be copied, and in whose name. */
  public record Work(ObjectOutbox outbox, RoleActors actors) {}

  /**
   * How long things last.
   *
   * @param hold without a sign of life, until another may take a piece
   * @param retryFor after something happened, until its copy is given up
   */
  public record Patience(Duration hold, Duration retryFor) {}

  public Replicator(
      Work work,
      Destinations destinations,
      Assembly parts,
      Patience patience,
      ReplicationMeter meter) {
    this.outbox = work.outbox();
    this.actors = work.actors();
    this.destinations = destinations;
    this.patience = patience;
    this.meter = meter;
    this.parts = parts;
    this.authorizer = parts.authorizer();
    this.clock = parts.clock();
  }

  /**
   * Takes up to so many pieces that nobody holds, and deals with them at once.
   *
   * @return whether there were any
   */
  public Uni<Boolean> work(int most) {
    return outbox
        .claim(Told.Lane.Kind.COPY, patience.hold(), most)
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
    return held(piece, attempt(piece))
        .chain(
            settlement ->
                outbox.settle(piece, settlement).invoke(noted -> meter(piece, settlement, noted)))
        .replaceWithVoid()
        // What could not be noted is dealt with again when its lease is over; the others go on.
        .onFailure()
        .recoverWithNull();
  }

  /** A large object takes longer than a lease. */
  private Uni<Settlement> held(Told piece, Uni<Settlement> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Cancellable signs =
                  Multi.createFrom()
                      .ticks()
                      .every(patience.hold().dividedBy(3))
                      .onOverflow()
                      .drop()
                      .onItem()
                      .transformToUniAndConcatenate(tick -> keep(piece))
                      .subscribe()
                      .with(kept -> {});
              return work.onTermination().invoke(signs::cancel);
            });
  }

  private Uni<Boolean> keep(Told piece) {
    return outbox.keep(piece, patience.hold()).onFailure().recoverWithItem(false);
  }

  private Uni<Settlement> attempt(Told piece) {
    return Uni.createFrom()
        .deferred(() -> copy(piece))
        .<Settlement>map(done -> new Settlement.Done())
        .onFailure()
        .recoverWithItem(failure -> settlement(piece, failure));
  }

  private Settlement settlement(Told piece, Throwable failure) {
    String reason = reason(failure);
    boolean over = !piece.facts().at().plus(patience.retryFor()).isAfter(clock.instant());
    if (failure instanceof Hopeless || over) {
      return new Settlement.Failed(reason);
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(piece.attempts(), 10));
    return new Settlement.Later(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE, reason);
  }

  private static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON);
  }

  private void meter(Told piece, Settlement settlement, boolean noted) {
    if (!noted) {
      return;
    }
    switch (settlement) {
      case Settlement.Done() ->
          meter.copied(
              piece.facts().size().orElse(0),
              Duration.between(piece.facts().at(), Instant.ofEpochMilli(clock.millis())));
      case Settlement.Failed(var reason) -> meter.failed(piece, reason);
      case Settlement.Later(var pause, var reason) -> meter.putOff(piece, pause, reason);
    }
  }

  private Uni<Void> copy(Told piece) {
    return parts
        .storage()
        .objects()
        .locateToRead(new Wanted(piece.version().object(), Optional.of(piece.version().version())))
        .chain(located -> copy(piece, located));
  }

  /** Of what is gone by now there is nothing to copy. */
  private Uni<Void> copy(Told piece, Located<ReadableVersion> located) {
    if (located.bucket().isEmpty() || located.found().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Bucket bucket = located.bucket().get();
    ReadableVersion found = located.found().get();
    ReplicationConfiguration rules =
        bucket
            .settings()
            .replication()
            .orElseThrow(() -> new Hopeless("nothing of the bucket is copied any more"));
    ReplicationRule rule =
        rules
            .ruleFor(
                piece.lane().name(), piece.version().object().key().value(), tags(found.version()))
            .orElseThrow(() -> new Hopeless("no rule asks for it any more"));
    return actor(rules, piece, bucket)
        .chain(caller -> copy(new Errand(piece, caller, bucket, rule), found));
  }

  private static List<Tag> tags(Version version) {
    return version.object().map(object -> object.marks().tags()).orElse(List.of());
  }

  private Uni<Caller> actor(ReplicationConfiguration rules, Told piece, Bucket bucket) {
    return actors
        .find(rules.role(), bucket.owner())
        .map(found -> found.orElseThrow(() -> new NotNow("the role is not there")))
        .map(role -> caller(role, piece))
        .call(
            caller ->
                authorizer.require(
                    new AccessRequest(
                        caller,
                        Action.GET_OBJECT_VERSION_FOR_REPLICATION,
                        new Resource.OfObject(
                            bucket,
                            piece.version().object().key(),
                            Optional.of(piece.version().version())))));
  }

  /** Requests to a KMS are told apart by piece. */
  private static Caller caller(CallerIdentity role, Told piece) {
    return new Caller(role, "replication-" + piece.id(), true, CallFacts.none());
  }

  private Uni<Void> copy(Errand errand, ReadableVersion found) {
    Copying copying = destinations.of(errand.rule().destination());
    return switch (found.version()) {
      case DeleteMarker marker -> {
        if (!errand.rule().copiesMarkers()) {
          throw new Hopeless("no rule asks for delete markers any more");
        }
        yield copying.mark(errand, marker);
      }
      case ObjectVersion object -> {
        requireCopied(object, errand.rule());
        yield copying.copy(
            errand, new ReadableObject(FoundObject.named(object, errand.source()), found.bytes()));
      }
    };
  }

  private static void requireCopied(ObjectVersion object, ReplicationRule rule) {
    switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> throw new Hopeless("under a customer's key");
      case EncryptionDescription.KmsManaged _ -> {
        if (!rule.copiesUnderKms()) {
          throw new Hopeless("no rule asks for what is under keys of the KMS");
        }
      }
      case EncryptionDescription.ServiceManaged _, EncryptionDescription.Unencrypted _ -> {}
    }
  }
}
