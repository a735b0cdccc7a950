package io.strongroom.domain.job;

import io.strongroom.domain.record.JobItem;
import java.util.List;

/** Hears what this process did for jobs. Thread-safe; never blocks. */
public interface JobMeter {

  /** What became of versions, as it was sent to be noted while the lease held. */
  void noted(List<JobItem.Outcome> outcomes);

  /** A slice has to wait. */
  void waiting();
}
