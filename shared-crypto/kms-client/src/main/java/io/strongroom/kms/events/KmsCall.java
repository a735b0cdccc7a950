package io.strongroom.kms.events;

/**
 * One call as its listeners know it. Holds no secret and no context.
 *
 * @param provider name of the configured provider, for example {@code aws}
 * @param operation name as AWS KMS has it, for example {@code GenerateDataKey}
 * @param keyId the key as the caller named it; empty when the caller named none
 */
public record KmsCall(String provider, String operation, String keyId) {}
