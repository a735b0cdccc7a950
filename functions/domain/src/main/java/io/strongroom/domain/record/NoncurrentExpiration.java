package io.strongroom.domain.record;

import java.util.OptionalInt;

/**
 * When versions go that are not the current one any more.
 *
 * @param days after another took their place
 * @param keep how many of the newest of them stay, however old they are
 */
public record NoncurrentExpiration(OptionalInt days, OptionalInt keep) {}
