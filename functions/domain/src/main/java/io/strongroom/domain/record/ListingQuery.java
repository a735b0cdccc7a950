package io.strongroom.domain.record;

import io.strongroom.domain.name.BucketName;
import java.util.Optional;

/**
 * Which keys to list.
 *
 * @param prefix empty for all
 * @param delimiter keys that share what follows the prefix up to this are rolled into one common
 *     prefix
 * @param after exclusive; a key, or a common prefix whose keys are all to be skipped, as they are
 *     when the key is inside of one; empty to start at the first
 * @param limit most keys and common prefixes together, at least 0
 */
public record ListingQuery(
    BucketName bucket, String prefix, Optional<String> delimiter, String after, int limit) {}
