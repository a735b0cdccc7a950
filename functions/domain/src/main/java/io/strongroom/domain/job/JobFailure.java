package io.strongroom.domain.job;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** What a failure of work on one version means for the job. */
sealed interface JobFailure {

  /** Whatever the version is, it would not have gone better now: to be tried again later. */
  record Later(String reason) implements JobFailure {}

  /** The key cannot be used: so it is for others too, until somebody does something about it. */
  record KeyRefused(String reason, String detail) implements JobFailure {}

  /** It is about this version. */
  record OfVersion(String reason, String detail) implements JobFailure {}

  static JobFailure of(Throwable failure) {
    return switch (failure) {
      case ObjectStoreException refused -> of(refused.error());
      case NoSuchFileException missing ->
          new OfVersion("blob-missing", String.valueOf(missing.getMessage()));
      case IOException unread -> new OfVersion("unreadable", unread.toString());
      default -> new OfVersion("internal", failure.toString());
    };
  }

  private static JobFailure of(RequestError error) {
    if (error instanceof RequestError.KmsFailed(KmsException failure)) {
      return of(failure);
    }
    if (error instanceof RequestError.ObjectDamaged(Damage damage)) {
      return new OfVersion("damaged", damage.describe());
    }
    if (error instanceof RequestError.StorageBusy
        || error instanceof RequestError.StorageUnavailable
        || error instanceof RequestError.Overloaded) {
      return new Later("the database is busy or away");
    }
    return new OfVersion("refused", error.toString());
  }

  private static JobFailure of(KmsException failure) {
    return switch (failure) {
      case KmsException.Throttled _ -> new Later("the KMS throttles");
      case KmsException.Unavailable _ -> new Later("the KMS is away");
      case KmsException.Disabled _ -> refused("kms-disabled", failure);
      case KmsException.InvalidState _ -> refused("kms-invalid-state", failure);
      case KmsException.NotFound _ -> refused("kms-not-found", failure);
      case KmsException.AccessDenied _ -> refused("kms-access-denied", failure);
      case KmsException.InvalidKeyUsage _ -> refused("kms-key-usage", failure);
      case KmsException.InvalidRequest _ -> refused("kms-invalid-request", failure);
      case KmsException.CiphertextInvalid _ ->
          new OfVersion("damaged", String.valueOf(failure.getMessage()));
    };
  }

  private static JobFailure refused(String reason, KmsException failure) {
    return new KeyRefused(reason, String.valueOf(failure.getMessage()));
  }
}
