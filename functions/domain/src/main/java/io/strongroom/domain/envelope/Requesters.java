package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.Requester;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionDescription;

/** In whose name a key is asked for: a KMS key in the caller's, a service key in the service's. */
final class Requesters {

  private Requesters() {}

  static Requester of(EncryptionDescription description, Caller caller) {
    return switch (description) {
      case EncryptionDescription.KmsManaged _ -> caller.requester();
      case EncryptionDescription.ServiceManaged _,
          EncryptionDescription.Unencrypted _,
          EncryptionDescription.CustomerProvided _ ->
          service(caller);
    };
  }

  /** The service key is the service's affair: one bucket key for all requesters. */
  static Requester service(Caller caller) {
    return Requester.service(caller.requestId());
  }
}
