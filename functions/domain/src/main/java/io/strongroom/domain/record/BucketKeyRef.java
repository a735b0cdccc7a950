package io.strongroom.domain.record;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;

/** A bucket key at rest and the KMS key that wraps it. */
public record BucketKeyRef(KmsKeyId keyId, WrappedKey wrapped) {}
