package io.strongroom.domain.envelope;

/**
 * The KMS keys that are used when the client names none.
 *
 * @param managedKeyId for SSE-KMS without a key id
 * @param serviceKeyId for SSE-S3, SSE-OBS, and objects that nobody asked to encrypt
 */
public record ServiceKeys(String managedKeyId, String serviceKeyId) {}
