package io.strongroom.domain.identity;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import java.util.UUID;

/**
 * The key under which secrets are sealed, as a KMS wraps it.
 *
 * @param kmsKeyId canonical name of the KMS key
 */
public record SealingKey(UUID id, KmsKeyId kmsKeyId, WrappedKey wrapped) {}
