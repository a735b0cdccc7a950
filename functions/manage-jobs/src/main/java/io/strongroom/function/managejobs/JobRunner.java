package io.strongroom.function.managejobs;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.job.ScheduledJobs;
import io.strongroom.runtime.config.JobsConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** Works on jobs as long as there is work, a few slices at a time. */
@Singleton
public final class JobRunner {

  private static final Logger LOG = Logger.getLogger(JobRunner.class);

  private final JobWorker worker;
  private final int lanes;
  private final ScheduledJobs scheduled;
  private final List<ScheduledJobs.Wish> wishes;

  JobRunner(JobWorker worker, ScheduledJobs scheduled, StrongroomConfig config) {
    this.worker = worker;
    this.scheduled = scheduled;
    this.wishes = wishes(config.jobs());
    this.lanes = config.jobs().lanes();
  }

  /** Until nothing is left that nobody holds. */
  @Scheduled(
      every = "{strongroom.jobs.poll-every:2s}",
      delayed = "{strongroom.jobs.poll-every:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> run() {
    return Multi.createFrom()
        .range(0, lanes)
        .onItem()
        .transformToUniAndMerge(lane -> untilNothingIsLeft())
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Makes the jobs that come again. */
  @Scheduled(
      every = "{strongroom.jobs.look-every:10m}",
      delayed = "{strongroom.jobs.poll-every:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> look() {
    return Multi.createFrom()
        .iterable(wishes)
        .onItem()
        .transformToUniAndConcatenate(
            wish ->
                scheduled
                    .look(wish)
                    .onFailure()
                    .invoke(
                        failure ->
                            LOG.warnf("looking for jobs that come again: %s", failure.getMessage()))
                    .onFailure()
                    .recoverWithNull())
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static List<ScheduledJobs.Wish> wishes(JobsConfig config) {
    return config.scheduledAs().orElse(List.of()).stream()
        .map(
            key ->
                new ScheduledJobs.Wish(
                    key, days(config.scrubWithinDays()), days(config.rekeyWithinDays())))
        .toList();
  }

  private static Optional<Duration> days(OptionalInt days) {
    return days.isEmpty() ? Optional.empty() : Optional.of(Duration.ofDays(days.getAsInt()));
  }

  private Uni<Void> untilNothingIsLeft() {
    return Uni.createFrom()
        .deferred(worker::work)
        .repeat()
        .whilst(more -> more)
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("working on jobs: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull();
  }
}
