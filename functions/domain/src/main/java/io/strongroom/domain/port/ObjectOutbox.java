package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.record.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What happened to objects and is still to be dealt with. Whoever changes an object adds to it by
 * the same statement. Any number of processes take from it; each piece has one holder at a time,
 * and of one lane and key the oldest is given out only. Thread-safe.
 */
public interface ObjectOutbox {

  /** What became of a piece. */
  sealed interface Settlement {

    /** It was dealt with, or there was nothing to do. */
    record Done() implements Settlement {}

    /** It will not be dealt with any more. */
    record Failed(String reason) implements Settlement {}

    /** It is to be tried again, and those behind it wait. */
    record Later(Duration pause, String reason) implements Settlement {}
  }

  /**
   * How much is left.
   *
   * @param oldest when the oldest of it happened; empty where nothing is left
   */
  record Backlog(long pieces, Optional<Instant> oldest) {}

  /**
   * Pieces that nobody holds.
   *
   * @param hold how long they are held without a sign of life
   */
  Uni<List<Told>> claim(Told.Lane.Kind kind, Duration hold, int most);

  /**
   * Holds a piece longer.
   *
   * @return false when somebody else may have it
   */
  Uni<Boolean> keep(Told piece, Duration hold);

  /**
   * Notes what became of a piece, and on its version how far the copies are.
   *
   * @return false when the lease was lost: nothing is noted
   */
  Uni<Boolean> settle(Told piece, Settlement settlement);

  Uni<Backlog> backlog(Told.Lane.Kind kind);
}
