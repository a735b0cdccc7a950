package io.strongroom.crypto.kms;

/** Take {@code wrapped} off {@code source} and wrap its plaintext under {@code destination}. */
public record ReEncryptCommand(
    KeyName source,
    WrappedKey wrapped,
    EncryptionContext sourceContext,
    KeyName destination,
    EncryptionContext destinationContext) {}
