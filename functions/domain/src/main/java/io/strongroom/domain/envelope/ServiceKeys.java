package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.KeyName;

/**
 * The KMS keys that are used when the client names none.
 *
 * @param managed for SSE-KMS without a key id
 * @param service for SSE-S3, SSE-OBS, and objects that nobody asked to encrypt
 */
public record ServiceKeys(KeyName managed, KeyName service) {}
