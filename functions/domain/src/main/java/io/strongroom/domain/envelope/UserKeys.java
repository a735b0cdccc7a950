package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.envelope.KeyRights.Behind;
import io.strongroom.domain.envelope.KeyRights.Use;
import io.strongroom.domain.envelope.KeyRights.Wish;

/**
 * KMS keys that are used in a caller's name, if the caller's own policies let them: see {@link
 * KeyRights}. Thread-safe.
 */
record UserKeys(KeyService kms) {

  Uni<UnwrappedKey> decrypt(
      KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Caller caller) {
    return kms.rights()
        .checked(
            caller,
            new Wish(Use.DECRYPT, context, keyId.name()),
            kms.decrypt(keyId.name(), wrapped, context, Requesters.named(caller)),
            Behind::of);
  }

  Uni<GeneratedDataKey> generate(
      KeyName key, int length, EncryptionContext context, Caller caller) {
    return kms.rights()
        .checked(
            caller,
            new Wish(Use.GENERATE, context, key),
            kms.generateDataKey(key, length, context, Requesters.named(caller)),
            Behind::of);
  }

  /**
   * A key to wrap with.
   *
   * @param shared whether it is the bucket's, else one that is used once
   */
  Uni<BucketKey> wrapping(KeyName name, EncryptionContext context, boolean shared, Caller caller) {
    Uni<BucketKey> key =
        shared
            ? kms.bucketKey(name, context, Requesters.named(caller))
            : kms.wrappingKey(name, context, Requesters.named(caller));
    return kms.rights().checked(caller, new Wish(Use.GENERATE, context, name), key, Behind::of);
  }

  Uni<BucketKey> unwrap(BucketKeyWrap wrap, Caller caller) {
    return kms.rights()
        .checked(
            caller,
            new Wish(Use.DECRYPT, wrap.context(), wrap.keyId().name()),
            kms.unwrapBucketKey(wrap, Requesters.named(caller)),
            Behind::of);
  }

  Uni<WrappedDataKey> reEncrypt(ReEncryptCommand command, Caller caller) {
    Wish to = new Wish(Use.RE_ENCRYPT_TO, command.destinationContext(), command.destination());
    kms.rights()
        .require(
            caller,
            new Wish(Use.RE_ENCRYPT_FROM, command.sourceContext(), command.source()),
            Behind.named(KmsKeyId.of(command.source().text())));
    return kms.rights()
        .checked(caller, to, kms.reEncrypt(command, Requesters.named(caller)), Behind::of);
  }
}
