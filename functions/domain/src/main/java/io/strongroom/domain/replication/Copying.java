package io.strongroom.domain.replication;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.Told;

/**
 * Copies to one kind of destination. What fails may be tried again: a copy that is there already is
 * left, and is as good as one that was made. Thread-safe.
 */
interface Copying {

  /**
   * One copy to make.
   *
   * @param caller in whose name
   * @param source bucket, as it is now
   */
  record Errand(Told piece, Caller caller, Bucket source, ReplicationRule rule) {}

  /** Copies an object, or brings its copy's marks up to date. */
  Uni<Void> copy(Errand errand, ReadableObject object);

  /** Copies a delete marker. */
  Uni<Void> mark(Errand errand, DeleteMarker marker);

  /** What will not get better by waiting. */
  final class Hopeless extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Hopeless(String reason) {
      super(reason, null, false, false);
    }
  }

  /** What somebody may see to, or what passes. */
  final class NotNow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotNow(String reason) {
      super(reason, null, false, false);
    }
  }
}
