package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleRule;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Carries out the lifecycle rules of all buckets, batch by batch. Stopped anywhere it may be begun
 * again: it remembers nothing, and what is gone is no candidate any more. Nobody's key is needed.
 */
public final class ApplyLifecycle {

  private final Expirations expirations;
  private final Uploads uploads;
  private final InstantSource clock;

  public ApplyLifecycle(Expirations expirations, Uploads uploads, InstantSource clock) {
    this.expirations = expirations;
    this.uploads = uploads;
    this.clock = clock;
  }

  /** One batch: how many went, and whether there may be more. */
  record Step(int gone, boolean more) {}

  /**
   * One bucket after the other.
   *
   * @return how many objects and uploads went
   */
  public Uni<Integer> execute() {
    return expirations
        .buckets()
        .onItem()
        .transformToMulti(buckets -> Multi.createFrom().iterable(buckets))
        .onItem()
        .transformToMultiAndConcatenate(this::walks)
        .onItem()
        .transformToUniAndConcatenate(ApplyLifecycle::toItsEnd)
        .collect()
        .in(() -> new int[1], (sum, gone) -> sum[0] += gone)
        .map(sum -> sum[0]);
  }

  private Multi<Supplier<Uni<Step>>> walks(Bucket bucket) {
    Instant now = clock.instant();
    List<LifecycleRule> rules =
        bucket.settings().lifecycle().map(Lifecycle::rules).orElse(List.of());
    return Multi.createFrom()
        .iterable(rules)
        .filter(LifecycleRule::enabled)
        .onItem()
        .transformToMultiAndConcatenate(
            rule ->
                Multi.createFrom()
                    .items(
                        Stream.concat(
                            new ExpiringObjects(expirations, bucket, rule, now).walks(),
                            Stream.of(new AgingUploads(uploads, bucket.name(), rule, now)::step))));
  }

  private static Uni<Integer> toItsEnd(Supplier<Uni<Step>> walk) {
    return Uni.createFrom()
        .deferred(walk::get)
        .repeat()
        .whilst(Step::more)
        .collect()
        .in(() -> new int[1], (sum, step) -> sum[0] += step.gone())
        .map(sum -> sum[0]);
  }
}
