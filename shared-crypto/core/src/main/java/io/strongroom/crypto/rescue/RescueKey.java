package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.secret.SecretBytes;

/** What the rescuer has in hand to unwrap an object's data key with. */
public sealed interface RescueKey {

  /** SPEC §5, WRAP-2. */
  int WRAPPING_KEY_BYTES = 32;

  /** The key that the object's owner sent with the requests. */
  record Customer(SecretBytes key) implements RescueKey {}

  /**
   * What a KMS gave for the wrapped key in the envelope: the data key, or with a bucket key wrap
   * the bucket key.
   */
  record Unwrapped(SecretBytes key) implements RescueKey {}

  /** The KMS itself. */
  record Kms(KmsClient client) implements RescueKey {}

  /**
   * How many bytes the key has that opens {@code envelope}, be it the customer's or what a KMS
   * answers.
   */
  static int lengthFor(Envelope envelope) {
    return switch (envelope.wrap()) {
      case KmsWrap _ -> envelope.suite().keyLength();
      case BucketKeyWrap _, CustomerKeyWrap _ -> WRAPPING_KEY_BYTES;
    };
  }

  /**
   * The data key of {@code record}, which the caller closes. Blocks while a KMS answers.
   *
   * @throws CiphertextRejected when the envelope is another object's, or this is not the key it
   *     needs
   * @throws io.strongroom.crypto.kms.KmsException when the KMS refuses
   */
  default DataKey unwrap(ObjectRecord record) {
    Envelope envelope = record.envelope();
    KeyBinding binding = new KeyBinding(record.objectArn());
    envelope.requireBinding(binding);
    Suite suite = envelope.suite();
    return switch (envelope.wrap()) {
      case CustomerKeyWrap wrap ->
          switch (this) {
            case Customer customer ->
                LocalWrap.unwrapWithCustomerKey(customer.key(), suite, wrap.dataKey(), binding);
            case Unwrapped _, Kms _ -> throw new CiphertextRejected("needs the customer's key");
          };
      case KmsWrap wrap -> DataKey.of(suite, fromKms(wrap.keyId(), wrap.dataKey(), wrap.context()));
      case BucketKeyWrap wrap -> {
        try (SecretBytes bucketKey = fromKms(wrap.keyId(), wrap.bucketKey(), wrap.context())) {
          yield LocalWrap.unwrap(bucketKey, suite, wrap.dataKey(), binding);
        }
      }
    };
  }

  private SecretBytes fromKms(String keyId, WrappedKey wrapped, EncryptionContext context) {
    return switch (this) {
      case Kms kms ->
          Waiting.on(kms.client().decrypt(keyId, wrapped, context, Requester.service("rescue")))
              .plaintext();
      case Unwrapped unwrapped -> unwrapped.key().copy();
      case Customer _ -> throw new CiphertextRejected("needs the KMS or its answer");
    };
  }
}
