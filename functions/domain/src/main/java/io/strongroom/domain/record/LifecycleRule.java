package io.strongroom.domain.record;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One rule by which objects, versions and uploads of a bucket go by themselves.
 *
 * @param abortAfterDays days after which an upload that was not completed goes
 */
public record LifecycleRule(
    String id,
    boolean enabled,
    LifecycleFilter filter,
    Optional<Expiration> expiration,
    Optional<NoncurrentExpiration> noncurrent,
    OptionalInt abortAfterDays) {}
