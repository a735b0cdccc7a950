package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/**
 * Has one of many processes do what needs to be done once. Nobody gives a turn back: it ends by
 * itself, so that a process that dies holds nothing up for longer than that. Thread-safe.
 */
@FunctionalInterface
public interface Turns {

  /**
   * Takes a turn, unless another one is under way.
   *
   * @param work a name that all processes use
   * @param length until somebody may take the next one, by the clock that all share
   * @return whether it is the caller's
   */
  Uni<Boolean> take(String work, Duration length);
}
