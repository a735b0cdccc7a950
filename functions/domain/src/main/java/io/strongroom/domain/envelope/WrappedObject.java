package io.strongroom.domain.envelope;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.record.ObjectVersion;
import java.util.Optional;

/**
 * What it takes to get at a data key.
 *
 * @param ref the object the envelope is bound to
 * @param customerKey from the request, if it brought one
 */
public record WrappedObject(
    ObjectRef ref,
    Envelope envelope,
    EncryptionDescription description,
    Optional<CustomerKey> customerKey) {

  public static WrappedObject of(ObjectVersion object, Optional<CustomerKey> customerKey) {
    return new WrappedObject(object.ref(), object.envelope(), object.encryption(), customerKey);
  }
}
