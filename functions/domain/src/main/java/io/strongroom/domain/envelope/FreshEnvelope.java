package io.strongroom.domain.envelope;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.encryption.EncryptionDescription;

/** A data key, the envelope that wraps it, and what may be told of it. The receiver closes it. */
public record FreshEnvelope(DataKey dataKey, Envelope envelope, EncryptionDescription description)
    implements AutoCloseable {

  @Override
  public void close() {
    dataKey.close();
  }
}
