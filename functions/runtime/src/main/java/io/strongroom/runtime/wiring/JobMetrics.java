package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.strongroom.domain.job.JobMeter;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** Counts what this process did for jobs. Thread-safe. */
@Singleton
final class JobMetrics implements JobMeter {

  private static final Logger LOG = Logger.getLogger(JobMetrics.class);

  /** Reasons for which somebody has to look at an object. */
  private static final Set<String> DAMAGES =
      Set.of("damaged", "blob-missing", "checksum", "unreadable");

  private final MeterRegistry registry;

  JobMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void late(Job job) {
    LOG.errorf(
        "ALARM: the job %s (%s) has not ended in the time that it has; it is %s",
        job.id(),
        job.timing().schedule().orElse(""),
        job.course().state().name().toLowerCase(Locale.ROOT));
  }

  private static void tellOfDamage(JobItem.Outcome outcome) {
    if (DAMAGES.contains(outcome.reason())) {
      LOG.errorf(
          "ALARM: %s/%s version %s: %s: %s",
          outcome.item().ref().object().bucket().value(),
          outcome.item().ref().object().key().value(),
          outcome.item().ref().version().value(),
          outcome.reason(),
          outcome.detail());
    }
  }

  @Override
  public void noted(List<JobItem.Outcome> outcomes) {
    for (JobItem.Outcome outcome : outcomes) {
      tellOfDamage(outcome);
      String result = outcome.result().name().toLowerCase(Locale.ROOT);
      registry.counter("strongroom.job.versions", "result", result).increment();
      registry
          .counter("strongroom.job.bytes", "result", result)
          .increment((double) outcome.item().size());
    }
  }

  @Override
  public void waiting() {
    registry.counter("strongroom.job.waits").increment();
  }

  @Override
  public void yielding() {
    registry.counter("strongroom.job.yields").increment();
  }
}
