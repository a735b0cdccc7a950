package io.strongroom.domain.record;

import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import java.time.Instant;
import java.util.Optional;

/**
 * A bucket as stored.
 *
 * @param owner account id of the owner
 * @param encryption the configuration set by PutBucketEncryption; empty when none was ever set, or
 *     when it was deleted
 */
public record Bucket(
    BucketName name,
    String owner,
    String region,
    Instant createdAt,
    Optional<EncryptionConfiguration> encryption) {}
