package io.strongroom.runtime.admission;

import java.time.Duration;

/**
 * How long slow clients are waited for.
 *
 * @param bodyStall longest silence in the middle of a body
 * @param answerStall longest time in which a client takes nothing
 * @param minimumRate bytes a second
 * @param rateWindow time over which the rate is looked at
 * @param yieldAfter how long a client may be slower than the rate while others have no room
 */
public record Patience(
    Duration bodyStall,
    Duration answerStall,
    int minimumRate,
    Duration rateWindow,
    Duration yieldAfter) {

  /** Bytes that a client of the minimum rate moves in this time. */
  long bytesIn(Duration time) {
    return minimumRate * time.toMillis() / 1000;
  }
}
