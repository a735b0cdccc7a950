package io.strongroom.emulator.intake;

import java.time.Duration;

/**
 * How long and how many.
 *
 * @param connections open at once
 * @param header until the first request's head is whole
 * @param keepAlive until the next one's is
 * @param bodyStall between two pieces of a body
 * @param body for a whole body
 * @param write for an answer, until the peer took it
 */
public record IntakeLimits(
    int connections,
    Duration header,
    Duration keepAlive,
    Duration bodyStall,
    Duration body,
    Duration write) {}
