package io.strongroom.crypto.kms;

/**
 * What is known of a key without using it.
 *
 * @param keyId canonical name
 * @param enabled whether it can be used now
 */
public record KmsKeyDescription(String keyId, boolean enabled) {}
