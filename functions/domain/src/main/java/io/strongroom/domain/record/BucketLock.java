package io.strongroom.domain.record;

import java.util.Optional;

/**
 * Says that versions in a bucket can be locked, for as long as the bucket is there.
 *
 * @param byDefault how new versions are; empty when they are not
 */
public record BucketLock(Optional<DefaultRetention> byDefault) {}
