package io.strongroom.function.managejobs;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Works on jobs as long as there is work, a few slices at a time. */
@Singleton
public final class JobRunner {

  private static final Logger LOG = Logger.getLogger(JobRunner.class);

  private final JobWorker worker;
  private final int lanes;

  JobRunner(JobWorker worker, StrongroomConfig config) {
    this.worker = worker;
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
