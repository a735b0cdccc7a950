package io.strongroom.crypto.kms;

/**
 * A wrapped key and who wrapped it.
 *
 * @param keyId canonical name of the wrapping key
 */
public record WrappedDataKey(KmsKeyId keyId, WrappedKey wrapped) {}
