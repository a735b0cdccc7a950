package io.strongroom.crypto.rescue;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.crypto.envelope.ObjectRecord;
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

  /**
   * What the KMSs gave for the two wrapped keys of an object with two layers.
   *
   * @param inner as of {@link Unwrapped}, for the first key in the envelope
   * @param outer the bucket key, for the second
   */
  record UnwrappedLayers(SecretBytes inner, SecretBytes outer) implements RescueKey {}

  /** The KMS itself. */
  record Kms(KmsClient client) implements RescueKey {}

  /**
   * How many bytes the key has that opens {@code envelope}, be it the customer's or what a KMS
   * answers. Of two layers it is the inner one's; the outer one's has {@link #WRAPPING_KEY_BYTES}.
   */
  static int lengthFor(Envelope envelope) {
    boolean dataKey =
        switch (envelope.wrap()) {
          case KmsHeldWrap held -> held instanceof KmsWrap;
          case LayeredWrap layered -> layered.inner() instanceof KmsWrap;
          case CustomerKeyWrap _ -> false;
        };
    return dataKey ? envelope.suite().layer().keyLength() : WRAPPING_KEY_BYTES;
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
            case Unwrapped _, UnwrappedLayers _, Kms _ ->
                throw new CiphertextRejected("needs the customer's key");
          };
      case KmsHeldWrap wrap -> unwrap(wrap, suite, binding);
      case LayeredWrap wrap -> {
        if (this instanceof Unwrapped) {
          throw new CiphertextRejected("needs the answers for both layers");
        }
        try (DataKey inner = unwrap(wrap.inner(), suite.layer(), binding);
            DataKey outer = unwrapOuter(wrap.outer(), suite.layer(), binding)) {
          yield DataKey.ofLayers(inner, outer);
        }
      }
    };
  }

  private DataKey unwrap(KmsHeldWrap held, Suite suite, KeyBinding binding) {
    return switch (held) {
      case KmsWrap wrap -> DataKey.of(suite, fromKms(wrap, wrap.dataKey()));
      case BucketKeyWrap wrap -> {
        try (SecretBytes bucketKey = fromKms(wrap, wrap.bucketKey())) {
          yield LocalWrap.unwrap(bucketKey, suite, wrap.dataKey(), binding);
        }
      }
    };
  }

  private DataKey unwrapOuter(BucketKeyWrap wrap, Suite layer, KeyBinding binding) {
    try (SecretBytes bucketKey =
        this instanceof UnwrappedLayers layers
            ? layers.outer().copy()
            : fromKms(wrap, wrap.bucketKey())) {
      return LocalWrap.unwrapOuter(bucketKey, layer, wrap.dataKey(), binding);
    }
  }

  private SecretBytes fromKms(KmsHeldWrap wrap, WrappedKey wrapped) {
    return switch (this) {
      case Kms kms ->
          Waiting.on(
                  kms.client()
                      .decrypt(
                          wrap.keyId().name(),
                          wrapped,
                          wrap.context(),
                          Requester.service("rescue")))
              .plaintext();
      case Unwrapped unwrapped -> unwrapped.key().copy();
      case UnwrappedLayers layers -> layers.inner().copy();
      case Customer _ -> throw new CiphertextRejected("needs the KMS or its answer");
    };
  }
}
