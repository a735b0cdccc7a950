package io.strongroom.domain.encryption;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/** Key material and what KMS keys protect travel over secure connections only. */
public final class TransportRule {

  private TransportRule() {}

  /** Checks a write, before any key is asked for. */
  public static void requireFor(EncryptionSettings settings, Caller caller) {
    switch (settings) {
      case EncryptionSettings.KmsManaged _ -> require(caller, RequestError.Protected.KMS_KEY);
      case EncryptionSettings.CustomerProvided _ ->
          require(caller, RequestError.Protected.CUSTOMER_KEY);
      case EncryptionSettings.ServiceManaged _ -> {}
      case EncryptionSettings.Unencrypted _ -> {}
    }
  }

  /** Checks a read of plaintext. */
  public static void requireFor(EncryptionDescription description, Caller caller) {
    switch (description) {
      case EncryptionDescription.KmsManaged _ -> require(caller, RequestError.Protected.KMS_KEY);
      case EncryptionDescription.CustomerProvided _ ->
          require(caller, RequestError.Protected.CUSTOMER_KEY);
      case EncryptionDescription.ServiceManaged _ -> {}
      case EncryptionDescription.Unencrypted _ -> {}
    }
  }

  /** Checks a change of a bucket's default, which decides about later writes. */
  public static void requireFor(EncryptionConfiguration configuration, Caller caller) {
    switch (configuration.algorithm()) {
      case KMS -> require(caller, RequestError.Protected.KMS_KEY);
      case SERVICE_MANAGED -> {}
    }
  }

  /** Checks a request for a key in plaintext. */
  public static void requireForPlaintextKey(Caller caller) {
    require(caller, RequestError.Protected.KMS_KEY);
  }

  private static void require(Caller caller, RequestError.Protected mode) {
    if (!caller.secure()) {
      throw new ObjectStoreException(new RequestError.InsecureTransport(mode));
    }
  }
}
