package io.strongroom.domain.replication;

import io.strongroom.domain.record.Told;
import java.time.Duration;

/** Is told what became of copies. Thread-safe. */
public interface ReplicationMeter {

  /** A piece was dealt with, so long after it had happened. */
  void copied(long bytes, Duration lag);

  /** A piece will not be dealt with any more. */
  void failed(Told piece, String reason);

  /** A piece is tried again later. */
  void putOff(Told piece, Duration pause, String reason);
}
