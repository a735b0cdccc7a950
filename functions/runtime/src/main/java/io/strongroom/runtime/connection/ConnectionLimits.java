package io.strongroom.runtime.connection;

import io.strongroom.runtime.config.LimitsConfig;
import java.time.Duration;

/**
 * What connections are held to.
 *
 * @param connections most at once
 * @param pipelined most requests of one that were read and are not answered
 * @param headTimeout longest time from the first byte to the end of a head
 * @param idleTimeout longest time between two requests
 * @param answerStall longest time in which nothing is taken of what waits to be sent
 * @param minimumRate fewest bytes a second that a client takes while something waits
 * @param rateWindow time over which that is looked at
 * @param yieldAfter how long a connection may wait for a head when there are too many
 */
record ConnectionLimits(
    int connections,
    int pipelined,
    Duration headTimeout,
    Duration idleTimeout,
    Duration answerStall,
    int minimumRate,
    Duration rateWindow,
    Duration yieldAfter) {

  private static final long HEAP_FOR_ONE_BYTES = 96 * 1024;

  static ConnectionLimits of(LimitsConfig config, long heapBytes) {
    return new ConnectionLimits(
        config.connections().orElse((int) Math.min(1 << 20, heapBytes / HEAP_FOR_ONE_BYTES)),
        config.pipelined(),
        config.headTimeout(),
        config.idleTimeout(),
        config.answerStall(),
        config.minimumRate(),
        config.rateWindow(),
        config.yieldAfter());
  }
}
