package io.strongroom.crypto.kms;

/** Take {@code wrapped} off {@code sourceKeyId} and wrap its plaintext under another key. */
public record ReEncryptCommand(
    String sourceKeyId,
    WrappedKey wrapped,
    EncryptionContext sourceContext,
    String destinationKeyId,
    EncryptionContext destinationContext) {}
