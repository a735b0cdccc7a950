package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/**
 * A stored wrapped key that its KMS rejects is damage: of the record, or of the KMS, where a key
 * was deleted and made again under its name. No client can mend it, and an operator must know.
 */
final class RejectedKeys {

  private RejectedKeys() {}

  /** {@code failure} as that of opening what is stored at {@code ref}. */
  static Throwable at(ObjectRef ref, Throwable failure) {
    Throwable named =
        failure instanceof ObjectStoreException refused
                && refused.error()
                    instanceof RequestError.KmsFailed(KmsException.CiphertextInvalid rejection)
            ? new ObjectStoreException(
                new RequestError.ObjectDamaged(
                    Damage.of("the KMS rejects the stored wrapped key: " + rejection.getMessage())),
                refused)
            : failure;
    return ObjectStoreException.at(ref, named);
  }
}
