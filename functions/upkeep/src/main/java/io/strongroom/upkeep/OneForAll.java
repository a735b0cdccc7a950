package io.strongroom.upkeep;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Turns;
import java.time.Duration;
import java.util.function.Supplier;

/** Work that one process does for all, each time that it is due. */
final class OneForAll {

  private OneForAll() {}

  /**
   * How long a turn is of work that every process would do that often: a little less, so that the
   * next one is not missed because a clock ticked early.
   */
  static Duration turn(Duration every) {
    return every.multipliedBy(9).dividedBy(10);
  }

  /** The work's result, or 0 where it is another's turn. */
  static Uni<Integer> of(Turns turns, String name, Duration turn, Supplier<Uni<Integer>> work) {
    return turns.take(name, turn).chain(mine -> mine ? work.get() : Uni.createFrom().item(0));
  }
}
