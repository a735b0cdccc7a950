package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.ObjectVersion;
import java.time.InstantSource;
import java.util.Optional;

/**
 * UpdateObjectEncryption: another KMS key for the same data key. Data, entity tag, checksums and
 * dates stay, though checksums that were in the clear are sealed from now on.
 *
 * <p>Source: S3 API reference, "UpdateObjectEncryption".
 */
public final class UpdateObjectEncryption {

  private final StoredObjects stored;
  private final Rewrapper rewrapper;
  private final Objects objects;
  private final InstantSource clock;

  public UpdateObjectEncryption(
      StoredObjects stored, Rewrapper rewrapper, Objects objects, InstantSource clock) {
    this.stored = stored;
    this.rewrapper = rewrapper;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * @param key the new one, with its place or its service
   */
  public record Command(Caller caller, Wanted wanted, KeyName key, boolean bucketKey) {}

  public Uni<Void> execute(Command command) {
    return stored
        .get(
            command.caller(),
            Action.UPDATE_OBJECT_ENCRYPTION,
            command.wanted(),
            AccessConditions.writing(wanted(command)))
        .call(found -> requireToWrite(command, found))
        .invoke(found -> requireUnlocked(found.object()))
        .chain(found -> rewrap(command, found.object()));
  }

  /** S3: it takes the right to write the object as well. */
  private Uni<Bucket> requireToWrite(Command command, FoundObject found) {
    return stored.requireToWrite(
        command.caller(),
        command.wanted().object(),
        AccessConditions.writing(wanted(command)),
        found.bucket());
  }

  /** S3: whoever could take the key over could take the object away. */
  private void requireUnlocked(ObjectVersion object) {
    if (object.marks().lock().protectsAt(clock.instant())) {
      throw new ObjectStoreException(new VersionError.ObjectProtected());
    }
  }

  /** What policies are asked about: as if the object were written like that. */
  private static EncryptionRequest wanted(Command command) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(command.key()),
        EncryptionContext.empty(),
        Optional.of(command.bucketKey()),
        DataCipher.AES_256);
  }

  private Uni<Void> rewrap(Command command, ObjectVersion object) {
    EncryptionSettings.KmsManaged settings =
        new EncryptionSettings.KmsManaged(
            command.key(),
            context(object),
            command.bucketKey(),
            DataCipher.of(object.envelope().suite()));
    TransportRule.requireFor(settings, command.caller());
    return rewrapper
        .record(object, Optional.empty(), settings, command.wanted().object(), command.caller())
        .chain(rewrapped -> objects.replaceRecord(rewrapped, object.envelope()))
        .invoke(replaced -> requireReplaced(replaced, command))
        .replaceWithVoid();
  }

  /** The caller's pairs stay; only objects whose key is the service's or the KMS's can change. */
  private static EncryptionContext context(ObjectVersion object) {
    return switch (object.encryption()) {
      case EncryptionDescription.KmsManaged kms -> {
        if (kms.cipher() == DataCipher.AES_256_TWICE) {
          throw notUpdatable();
        }
        yield kms.context();
      }
      case EncryptionDescription.ServiceManaged _ -> EncryptionContext.empty();
      case EncryptionDescription.CustomerProvided _ -> throw notUpdatable();
      case EncryptionDescription.Unencrypted _ -> throw notUpdatable();
    };
  }

  private static void requireReplaced(boolean replaced, Command command) {
    if (!replaced) {
      throw new ObjectStoreException(
          new RequestError.ConditionalRequestConflict(command.wanted().key()));
    }
  }

  private static ObjectStoreException notUpdatable() {
    return new ObjectStoreException(new RequestError.EncryptionNotUpdatable());
  }
}
