package io.strongroom.domain.record;

/**
 * What a bucket holds.
 *
 * @param bytes of all versions, as their writers sent them
 * @param objects how many versions, delete markers not counted
 */
public record BucketUsage(long bytes, long objects) {}
