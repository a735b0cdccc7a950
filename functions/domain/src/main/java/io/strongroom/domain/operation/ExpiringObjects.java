package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.operation.ApplyLifecycle.Step;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.Expirations.Candidate;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Walks over the current objects of a bucket, of which one rule lets some go. Not thread-safe. */
final class ExpiringObjects {

  private static final int BATCH = 1_000;

  private final Expirations expirations;
  private final Bucket bucket;
  private final LifecycleRule rule;
  private final Optional<Instant> writtenUntil;
  private Optional<ObjectKey> after = Optional.empty();

  ExpiringObjects(Expirations expirations, Bucket bucket, LifecycleRule rule, Instant now) {
    this.expirations = expirations;
    this.bucket = bucket;
    this.rule = rule;
    this.writtenUntil = writtenUntil(rule, now);
  }

  /** Until when an object must have been written to be due now; empty when none is. */
  private static Optional<Instant> writtenUntil(LifecycleRule rule, Instant now) {
    return rule.expiration()
        .flatMap(
            expiration ->
                switch (expiration) {
                  case Expiration.AfterDays(var days) -> Optional.of(Lifecycle.dueSince(now, days));
                  case Expiration.At(var date) ->
                      date.isAfter(now) ? Optional.empty() : Optional.of(now);
                  case Expiration.OfMarkers _ -> Optional.empty();
                });
  }

  Uni<Step> step() {
    return writtenUntil
        .map(until -> expirations.candidates(question(until)).chain(this::expire))
        .orElseGet(() -> Uni.createFrom().item(new Step(0, false)));
  }

  private Expirations.Question question(Instant until) {
    return new Expirations.Question(
        bucket.name(), rule.filter().prefix().orElse(""), until, after, BATCH);
  }

  private Uni<Step> expire(List<Candidate> found) {
    boolean more = found.size() == BATCH;
    if (more) {
      after = Optional.of(found.getLast().key());
    }
    List<Candidate> due = found.stream().filter(this::fits).toList();
    Uni<Integer> gone = due.isEmpty() ? Uni.createFrom().item(0) : expirations.expire(bucket, due);
    return gone.map(count -> new Step(count, more));
  }

  private boolean fits(Candidate candidate) {
    return rule.filter().fits(candidate.key().value(), candidate.size(), candidate.tags());
  }
}
