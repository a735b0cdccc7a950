package io.strongroom.domain.operation;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.LocalWrap;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Optional;

/**
 * What a completion says about encryption, held against what its upload was created with. It need
 * not say anything; what it says must be so, and only then is it repeated.
 */
final class CompletionKeys {

  private final CompleteMultipartUpload.Command command;
  private final EncryptionDescription settled;

  CompletionKeys(CompleteMultipartUpload.Command command, EncryptionDescription settled) {
    this.command = command;
    this.settled = settled;
  }

  /**
   * @param envelope of the object, if it is under a customer key
   * @throws ObjectStoreException UploadEncryptionRequired for a customer key on another upload,
   *     UploadEncryptionMismatch for another key or mode, InsecureTransport
   */
  EncryptionEcho require(Optional<Envelope> envelope) {
    Optional<CustomerKey> key = SealingKeys.customerKey(command.encryption());
    if (key.isPresent()) {
      requireKey(key.get(), envelope);
    } else if (!agrees(command.encryption())) {
      throw mismatch();
    }
    return EncryptionEcho.of(settled, key);
  }

  private void requireKey(CustomerKey key, Optional<Envelope> envelope) {
    if (!(settled instanceof EncryptionDescription.CustomerProvided)) {
      throw new ObjectStoreException(new RequestError.UploadEncryptionRequired());
    }
    TransportRule.requireFor(settled, command.caller());
    boolean opens =
        envelope.isPresent()
            && envelope.get().wrap() instanceof CustomerKeyWrap wrap
            && opens(key, envelope.get(), wrap);
    if (!opens) {
      throw mismatch();
    }
  }

  private boolean opens(CustomerKey key, Envelope envelope, CustomerKeyWrap wrap) {
    KeyBinding binding = new KeyBinding(command.ref().arn());
    try {
      LocalWrap.unwrapWithCustomerKey(key.bytes(), envelope.suite(), wrap.dataKey(), binding)
          .close();
      return true;
    } catch (CiphertextRejected wrongKey) {
      return false;
    }
  }

  /** S3 takes no such header here. The SDK of MinIO sends it to every store but Amazon's. */
  private boolean agrees(EncryptionRequest stated) {
    return switch (stated) {
      case EncryptionRequest.BucketDefault _ -> true;
      case EncryptionRequest.ServiceManaged _ ->
          settled instanceof EncryptionDescription.ServiceManaged;
      case EncryptionRequest.KmsManaged kms ->
          settled instanceof EncryptionDescription.KmsManaged managed && agrees(kms, managed);
      case EncryptionRequest.CustomerProvided _ -> false;
    };
  }

  private static boolean agrees(
      EncryptionRequest.KmsManaged stated, EncryptionDescription.KmsManaged managed) {
    boolean sameKey =
        stated.key().map(key -> isSame(key.text(), managed.keyId().text())).orElse(true);
    boolean sameContext =
        stated.context().pairs().isEmpty() || stated.context().equals(managed.context());
    boolean sameCaching = stated.bucketKey().map(on -> on == managed.bucketKey()).orElse(true);
    boolean sameLayers = stated.cipher().suite().isTwice() == managed.cipher().suite().isTwice();
    return sameKey && sameContext && sameCaching && sameLayers;
  }

  /** An alias may lead elsewhere by now: that it is the upload's key cannot be told from it. */
  private static boolean isSame(String stated, String keyId) {
    return stated.equals(keyId)
        || keyId.endsWith("/" + stated)
        || stated.endsWith("/" + keyId)
        || stated.startsWith("alias/")
        || stated.contains(":alias/");
  }

  private static ObjectStoreException mismatch() {
    return new ObjectStoreException(new RequestError.UploadEncryptionMismatch());
  }
}
