package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.Requester;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/** In whose name a key is asked for: a KMS key in the caller's, a service key in the service's. */
final class Requesters {

  private Requesters() {}

  static Requester of(EncryptionDescription description, Caller caller) {
    return switch (description) {
      case EncryptionDescription.KmsManaged _ -> named(caller);
      case EncryptionDescription.ServiceManaged _,
          EncryptionDescription.Unencrypted _,
          EncryptionDescription.CustomerProvided _ ->
          service(caller);
    };
  }

  /** S3: a KMS key is used for somebody who signed, whatever a policy gives to everyone. */
  static Requester named(Caller caller) {
    if (caller.identity().isAnonymous()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
                  + " Signature Version 4.",
              "Authorization",
              "null"));
    }
    return caller.requester();
  }

  /** The service key is the service's affair: one bucket key for all requesters. */
  static Requester service(Caller caller) {
    return Requester.service(caller.requestId());
  }
}
