package io.strongroom.domain.encryption;

import io.strongroom.crypto.envelope.Envelope;

/** An envelope and what may be told of it, without the data key. */
public record WrappedEnvelope(Envelope envelope, EncryptionDescription description) {}
