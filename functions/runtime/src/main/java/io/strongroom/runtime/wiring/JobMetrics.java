package io.strongroom.runtime.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import io.strongroom.domain.job.JobMeter;
import io.strongroom.domain.record.JobItem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Counts what this process did for jobs. Thread-safe. */
@Singleton
final class JobMetrics implements JobMeter {

  private final MeterRegistry registry;

  JobMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void noted(List<JobItem.Outcome> outcomes) {
    for (JobItem.Outcome outcome : outcomes) {
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
}
