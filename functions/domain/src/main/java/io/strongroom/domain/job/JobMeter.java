package io.strongroom.domain.job;

import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import java.util.List;

/** Hears what this process did for jobs. Thread-safe; never blocks. */
public interface JobMeter {

  /** What became of versions, as it was sent to be noted while the lease held. */
  void noted(List<JobItem.Outcome> outcomes);

  /** A slice has to wait. */
  void waiting();

  /** A job that comes again has not ended in the time that it has. */
  void late(Job job);

  /** A slice pauses, so that clients wait for less. */
  void yielding();
}
