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

  /** What is done with versions that are under the key already, or that nobody asked to encrypt. */
  enum How {
    /** They stay. */
    UNLESS_THERE,
    /** They are wrapped once more. */
    ANEW,
    /** They are said to be encrypted from then on. */
    ENCRYPTING
  }

  /** What {@code target} means for an object. */
  static JobSettings of(ObjectVersion object, JobTask.Target target, How how) {
    // As for UpdateObjectEncryption: the outer key is the service's, and goes with the data.
    if (DataCipher.of(object.envelope().suite()) == DataCipher.AES_256_TWICE) {
      return new Stays("two-layers");
    }
    if (how == How.ANEW) {
      return wrappedAnew(object, target.keyId());
    }
    return switch (target) {
      case JobTask.Target.KmsKey kms -> underKms(object, kms);
      case JobTask.Target.ServiceKey service -> underService(object, service, how);
    };
  }

  /** By the newest material of a key, in the mode that it has. */
  private static JobSettings wrappedAnew(ObjectVersion object, KmsKeyId key) {
    return switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> new Stays("customer-key");
      case EncryptionDescription.KmsManaged now ->
          new Wanted(
              new EncryptionSettings.KmsManaged(
                  key.name(),
                  now.context(),
                  now.bucketKey(),
                  DataCipher.of(object.envelope().suite())));
      case EncryptionDescription.ServiceManaged _ ->
          new Wanted(new EncryptionSettings.ServiceManaged());
      case EncryptionDescription.Unencrypted _ -> new Wanted(new EncryptionSettings.Unencrypted());
    };
  }

  /** What a new data key means for an object. */
  static JobSettings of(ObjectVersion object, JobTask.ReEncrypt task) {
    DataCipher now = DataCipher.of(object.envelope().suite());
    DataCipher cipher = task.cipher().orElse(now);
    if (now == DataCipher.AES_256_TWICE && cipher != now) {
      return new Stays("two-layers");
    }
    // Where a cipher is what is wanted, there is nothing to do for those that have it.
    boolean there = task.cipher().isPresent() && cipher == now && isUnder(object, task.target());
    return there ? new Stays("already") : anew(object, task.target(), cipher);
  }

  private static boolean isUnder(ObjectVersion object, Optional<JobTask.Target.KmsKey> target) {
    return target.isEmpty()
        || wrappedBy(object.envelope()).equals(target.map(JobTask.Target.KmsKey::keyId));
  }

  private static JobSettings anew(
      ObjectVersion object, Optional<JobTask.Target.KmsKey> target, DataCipher cipher) {
    return switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> new Stays("customer-key");
      case EncryptionDescription.KmsManaged now ->
          new Wanted(
              new EncryptionSettings.KmsManaged(
                  target.map(JobTask.Target.KmsKey::keyId).orElse(now.keyId()).name(),
                  now.context(),
                  target.flatMap(JobTask.Target.KmsKey::bucketKey).orElse(now.bucketKey()),
                  cipher));
      case EncryptionDescription.ServiceManaged _ ->
          ofService(new EncryptionSettings.ServiceManaged(), target, cipher);
      case EncryptionDescription.Unencrypted _ ->
          ofService(new EncryptionSettings.Unencrypted(), target, cipher);
    };
  }

  /** Under the service's key there is one cipher. */
  private static JobSettings ofService(
      EncryptionSettings stays, Optional<JobTask.Target.KmsKey> target, DataCipher cipher) {
    if (target.isPresent()) {
      return new Wanted(
          new EncryptionSettings.KmsManaged(
              target.get().keyId().name(),
              EncryptionContext.empty(),
              target.flatMap(JobTask.Target.KmsKey::bucketKey).orElse(true),
              cipher));
    }
    return cipher == stays.cipher() ? new Wanted(stays) : new Stays("needs-kms-key");
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
      ObjectVersion object, JobTask.Target.ServiceKey target, How how) {
    boolean there = wrappedBy(object.envelope()).equals(Optional.of(target.keyId()));
    return switch (object.encryption()) {
      case EncryptionDescription.CustomerProvided _ -> new Stays("customer-key");
      // Its entity tag would have to be an MD5, which needs the data.
      case EncryptionDescription.KmsManaged _ -> new Stays("needs-data");
      case EncryptionDescription.ServiceManaged _ ->
          there ? new Stays("already") : new Wanted(new EncryptionSettings.ServiceManaged());
      case EncryptionDescription.Unencrypted _ -> {
        if (how == How.ENCRYPTING) {
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
