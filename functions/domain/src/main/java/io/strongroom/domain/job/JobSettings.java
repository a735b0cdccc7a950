package io.strongroom.domain.job;

import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import java.util.Optional;

/**
 * How a version is to be sealed when a job is done with it, or why it stays. The data stays in any
 * case, and with it the entity tag.
 */
sealed interface JobSettings {

  /** To be wrapped so. */
  record Wanted(EncryptionSettings settings) implements JobSettings {}

  /** It stays. */
  record Stays(String reason) implements JobSettings {}

  /** What {@code target} means for an object. */
  static JobSettings of(ObjectVersion object, JobTask.Target target, boolean encrypts) {
    // As for UpdateObjectEncryption: the outer key is the service's, and goes with the data.
    if (DataCipher.of(object.envelope().suite()) == DataCipher.AES_256_TWICE) {
      return new Stays("two-layers");
    }
    return switch (target) {
      case JobTask.Target.KmsKey kms -> underKms(object, kms);
      case JobTask.Target.ServiceKey service -> underService(object, service, encrypts);
    };
  }

  private static JobSettings underKms(ObjectVersion object, JobTask.Target.KmsKey target) {
    return switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> new Stays("customer-key");
      case EncryptionDescription.KmsManaged now -> {
        boolean bucketKey = target.bucketKey().orElse(now.bucketKey());
        boolean there =
            wrappedBy(object.envelope()).equals(Optional.of(target.keyId()))
                && bucketKey == now.bucketKey();
        yield there ? new Stays("already") : kms(object, target, now.context(), bucketKey);
      }
      // One call to the KMS for each bucket, where nobody wants one for each object.
      case EncryptionDescription.ServiceManaged _, EncryptionDescription.Unencrypted _ ->
          kms(object, target, EncryptionContext.empty(), target.bucketKey().orElse(true));
    };
  }

  private static JobSettings kms(
      ObjectVersion object,
      JobTask.Target.KmsKey target,
      EncryptionContext context,
      boolean bucketKey) {
    return new Wanted(
        new EncryptionSettings.KmsManaged(
            target.keyId().name(), context, bucketKey, DataCipher.of(object.envelope().suite())));
  }

  private static JobSettings underService(
      ObjectVersion object, JobTask.Target.ServiceKey target, boolean encrypts) {
    boolean there = wrappedBy(object.envelope()).equals(Optional.of(target.keyId()));
    return switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> new Stays("customer-key");
      // Its entity tag would have to be an MD5, which needs the data.
      case EncryptionDescription.KmsManaged _ -> new Stays("needs-data");
      case EncryptionDescription.ServiceManaged _ ->
          there ? new Stays("already") : new Wanted(new EncryptionSettings.ServiceManaged());
      case EncryptionDescription.Unencrypted _ -> {
        if (encrypts) {
          yield new Wanted(new EncryptionSettings.ServiceManaged());
        }
        yield there ? new Stays("already") : new Wanted(new EncryptionSettings.Unencrypted());
      }
    };
  }

  private static Optional<KmsKeyId> wrappedBy(Envelope envelope) {
    return switch (envelope.wrap()) {
      case KmsHeldWrap held -> Optional.of(held.keyId());
      case LayeredWrap layered -> Optional.of(layered.inner().keyId());
      case CustomerKeyWrap _ -> Optional.empty();
    };
  }
}
