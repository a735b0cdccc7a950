package io.strongroom.domain.content;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.StoredChecksum;
import java.nio.charset.StandardCharsets;

/**
 * Puts plaintext checksums to rest and takes them out again. A checksum tells about the plaintext,
 * so beside an opaque entity tag it is sealed under the object's metadata key; for keys of the
 * service, where the entity tag is the MD5, it stays readable without a KMS.
 */
public final class ChecksumVault {

  private static final String LABEL = "checksum";

  private ChecksumVault() {}

  public static StoredChecksum store(
      ObjectChecksum checksum, EncryptionDescription description, MetadataKey key) {
    return switch (description) {
      case EncryptionDescription.Unencrypted _ -> new StoredChecksum.Clear(checksum);
      case EncryptionDescription.ServiceManaged _ -> new StoredChecksum.Clear(checksum);
      case EncryptionDescription.KmsManaged _ -> seal(checksum, key);
      case EncryptionDescription.CustomerProvided _ -> seal(checksum, key);
    };
  }

  /** Whether {@code stored} is kept as {@code settings} want it. */
  static boolean fits(StoredChecksum stored, EncryptionSettings settings) {
    return switch (settings) {
      case EncryptionSettings.Unencrypted _ -> stored instanceof StoredChecksum.Clear;
      case EncryptionSettings.ServiceManaged _ -> stored instanceof StoredChecksum.Clear;
      case EncryptionSettings.KmsManaged _ -> stored instanceof StoredChecksum.Sealed;
      case EncryptionSettings.CustomerProvided _ -> stored instanceof StoredChecksum.Sealed;
    };
  }

  public static ObjectChecksum load(StoredChecksum stored, MetadataKey key) {
    return switch (stored) {
      case StoredChecksum.Clear(ObjectChecksum checksum) -> checksum;
      case StoredChecksum.Sealed(WrappedKey bytes) -> open(bytes, key);
    };
  }

  private static StoredChecksum seal(ObjectChecksum checksum, MetadataKey key) {
    String clear =
        checksum.algorithm().name() + ' ' + checksum.type().name() + ' ' + checksum.value();
    return new StoredChecksum.Sealed(
        WrappedKey.of(key.seal(LABEL, clear.getBytes(StandardCharsets.US_ASCII))));
  }

  private static ObjectChecksum open(WrappedKey sealed, MetadataKey key) {
    try {
      String clear = new String(key.open(LABEL, sealed.bytes()), StandardCharsets.US_ASCII);
      String[] fields = clear.split(" ", 3);
      return new ObjectChecksum(
          ChecksumAlgorithm.valueOf(fields[0]), ObjectChecksum.Type.valueOf(fields[1]), fields[2]);
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }
}
