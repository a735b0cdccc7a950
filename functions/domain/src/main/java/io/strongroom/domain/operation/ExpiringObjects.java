package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ApplyLifecycle.Step;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.Expirations.Candidate;
import io.strongroom.domain.port.Expirations.OldVersion;
import io.strongroom.domain.port.Expirations.Patience;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What one rule of a bucket lets go of its objects, versions and delete markers. */
final class ExpiringObjects {

  private final Expirations expirations;
  private final Bucket bucket;
  private final LifecycleRule rule;
  private final Instant now;

  ExpiringObjects(Expirations expirations, Bucket bucket, LifecycleRule rule, Instant now) {
    this.expirations = expirations;
    this.bucket = bucket;
    this.rule = rule;
    this.now = now;
  }

  /** Walks in the order in which they have to be done: what becomes old now stays for a while. */
  Stream<Supplier<Uni<Step>>> walks() {
    Stream<Supplier<Uni<Step>>> objects =
        writtenUntil().map(this::objects).<Supplier<Uni<Step>>>map(walk -> walk::step).stream();
    if (!bucket.versioning().isKept()) {
      return objects;
    }
    return Stream.concat(
        Stream.concat(
            rule
                .noncurrent()
                .map(this::oldVersions)
                .<Supplier<Uni<Step>>>map(walk -> walk::step)
                .stream(),
            markersUntil()
                .map(this::markers)
                .<Supplier<Uni<Step>>>map(walk -> walk::step)
                .stream()),
        objects);
  }

  /** Until when an object must have been written to be due now; empty when none is. */
  private Optional<Instant> writtenUntil() {
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

  /**
   * The same of delete markers. S3: they go when they alone are left, if that is wanted, or when
   * the time of objects has passed for them. They have neither size nor tags.
   */
  private Optional<Instant> markersUntil() {
    return rule.filter().asksOfContent()
        ? Optional.empty()
        : rule.expiration()
            .flatMap(
                expiration ->
                    expiration instanceof Expiration.OfMarkers(boolean wanted)
                        ? Optional.of(now).filter(at -> wanted)
                        : writtenUntil());
  }

  private Walk<Candidate> objects(Instant until) {
    return new Walk<>(
        after -> expirations.candidates(question(until, after)),
        found -> rule.filter().fits(found.key().value(), found.size(), found.tags()),
        due -> expirations.expire(bucket, due));
  }

  private Walk<Candidate> markers(Instant until) {
    return new Walk<>(
        after -> expirations.loneMarkers(question(until, after)),
        found -> true,
        due -> expirations.expireMarkers(bucket, due));
  }

  private Expirations.Question question(Instant until, Optional<Candidate> after) {
    return new Expirations.Question(
        bucket.name(), prefix(), until, after.map(Candidate::key), Walk.BATCH);
  }

  private Walk<OldVersion> oldVersions(NoncurrentExpiration old) {
    Patience patience =
        new Patience(
            old.days().isPresent() ? Lifecycle.dueSince(now, old.days().getAsInt()) : now,
            old.keep().orElse(0));
    return new Walk<>(
        after ->
            expirations.oldVersions(
                new Expirations.VersionQuestion(
                    bucket.name(), prefix(), patience, after, Walk.BATCH)),
        this::fits,
        due -> expirations.expireVersions(bucket, due, patience));
  }

  private boolean fits(OldVersion version) {
    return version.marker()
        ? !rule.filter().asksOfContent()
        : rule.filter().fits(version.key().value(), version.size(), version.tags());
  }

  private String prefix() {
    return rule.filter().prefix().orElse("");
  }
}
