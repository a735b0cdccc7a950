package io.strongroom.domain.record;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.EncryptionDescription;

/** An envelope and what may be told of it, without the data key. */
public record WrappedEnvelope(Envelope envelope, EncryptionDescription description) {}
