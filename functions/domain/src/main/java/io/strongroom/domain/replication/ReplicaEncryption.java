package io.strongroom.domain.replication;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionDescription.KmsManaged;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ReplicationRule.Destination;
import java.util.Optional;

/**
 * How a copy is encrypted: a key that the rule names for what is under KMS keys; else what the
 * destination has set, also where source and destination have; else as its source is.
 *
 * @param request in place of what a writer would ask for
 * @param rules by which the copy is written
 */
record ReplicaEncryption(EncryptionRequest request, WriteRules rules) {

  /**
   * @param source not under a customer's key
   */
  static ReplicaEncryption of(
      EncryptionDescription source, Destination rule, Bucket destination, WriteRules rules) {
    if (source instanceof KmsManaged kms && rule.key().isPresent()) {
      return new ReplicaEncryption(under(kms, rule.key().get()), rules);
    }
    return destination.encryption().isPresent()
        ? new ReplicaEncryption(new EncryptionRequest.BucketDefault(), rules)
        : asSource(source, rules);
  }

  private static ReplicaEncryption asSource(EncryptionDescription source, WriteRules rules) {
    return switch (source) {
      case EncryptionDescription.Unencrypted _ ->
          new ReplicaEncryption(
              new EncryptionRequest.BucketDefault(),
              new WriteRules(
                  rules.managed(),
                  new EncryptionSettings.Unencrypted(),
                  rules.etags(),
                  rules.leastPartBytes(),
                  rules.defaultChecksum()));
      case EncryptionDescription.ServiceManaged _ ->
          new ReplicaEncryption(new EncryptionRequest.ServiceManaged(), rules);
      case KmsManaged kms -> new ReplicaEncryption(under(kms, kms.keyId().name()), rules);
      case EncryptionDescription.CustomerProvided _ ->
          throw new IllegalArgumentException("nobody here has the customer's key");
    };
  }

  private static EncryptionRequest under(KmsManaged source, KeyName key) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(key), source.context(), Optional.of(source.bucketKey()), source.cipher());
  }
}
