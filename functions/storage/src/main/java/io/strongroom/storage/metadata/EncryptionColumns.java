package io.strongroom.storage.metadata;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KeyWrap;
import io.strongroom.crypto.envelope.KmsHeldWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link EncryptionDescription} and {@link Envelope} as columns. What the envelope says of the key
 * is repeated in the clear, so that an inventory or a bulk re-wrap finds its objects by index.
 */
@Embeddable
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class EncryptionColumns {

  @Enumerated(EnumType.STRING)
  @Column(name = "encryption_mode", nullable = false, columnDefinition = "text")
  private EncryptionMode mode;

  @Column(name = "kms_key_id")
  private @Nullable String kmsKeyId;

  @Column(name = "kms_context")
  private @Nullable JsonObject kmsContext;

  @Column(name = "kms_bucket_key")
  private @Nullable Boolean kmsBucketKey;

  @Enumerated(EnumType.STRING)
  @Column(name = "data_cipher", nullable = false, columnDefinition = "text")
  private DataCipher dataCipher;

  @Column(name = "wrapping_key_id")
  private @Nullable String wrappingKeyId;

  @Column(name = "envelope", nullable = false)
  private byte[] envelope;

  EncryptionColumns() {}

  static EncryptionColumns of(EncryptionDescription description, Envelope envelope) {
    EncryptionColumns columns = new EncryptionColumns();
    columns.mode = mode(description);
    if (description instanceof EncryptionDescription.KmsManaged kms) {
      columns.kmsKeyId = kms.keyId().text();
      columns.kmsContext = MetadataColumns.json(kms.context().pairs());
      columns.kmsBucketKey = kms.bucketKey();
    }
    columns.dataCipher = DataCipher.of(envelope.suite());
    columns.wrappingKeyId = wrappingKeyId(envelope.wrap());
    columns.envelope = envelope.encode();
    return columns;
  }

  /** Of a row that has the first five columns only. */
  static EncryptionDescription description(Row row, int first) {
    return settings(row, first).description();
  }

  private static EncryptionColumns settings(Row row, int first) {
    EncryptionColumns columns = new EncryptionColumns();
    columns.mode = EncryptionMode.valueOf(row.getString(first));
    columns.kmsKeyId = row.getString(first + 1);
    columns.kmsContext = row.getJsonObject(first + 2);
    columns.kmsBucketKey = row.getBoolean(first + 3);
    columns.dataCipher = DataCipher.valueOf(row.getString(first + 4));
    return columns;
  }

  static EncryptionColumns of(Row row, int first) {
    EncryptionColumns columns = settings(row, first);
    columns.wrappingKeyId = row.getString(first + 5);
    columns.envelope = row.getBuffer(first + 6).getBytes();
    return columns;
  }

  void addTo(Tuple parameters) {
    parameters
        .addValue(mode.name())
        .addValue(kmsKeyId)
        .addValue(kmsContext)
        .addValue(kmsBucketKey)
        .addValue(dataCipher.name())
        .addValue(wrappingKeyId)
        .addValue(Buffer.buffer(envelope));
  }

  EncryptionDescription description() {
    return switch (mode) {
      case NONE -> new EncryptionDescription.Unencrypted();
      case SERVICE -> new EncryptionDescription.ServiceManaged();
      case KMS ->
          new EncryptionDescription.KmsManaged(
              KmsKeyId.of(Objects.requireNonNull(kmsKeyId)),
              new EncryptionContext(
                  MetadataColumns.map(Objects.requireNonNullElseGet(kmsContext, JsonObject::new))),
              Objects.requireNonNullElse(kmsBucketKey, false),
              dataCipher);
      case CUSTOMER -> new EncryptionDescription.CustomerProvided();
    };
  }

  /**
   * @throws ObjectStoreException ObjectDamaged when the column holds anything else
   */
  Envelope envelope() {
    return decode(envelope);
  }

  /**
   * @throws ObjectStoreException ObjectDamaged when it is anything else
   */
  static Envelope decode(byte[] stored) {
    try {
      return Envelope.decode(stored);
    } catch (CiphertextRejected damaged) {
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(Damage.of("stored envelope")), damaged);
    }
  }

  private static EncryptionMode mode(EncryptionDescription description) {
    return switch (description) {
      case EncryptionDescription.Unencrypted _ -> EncryptionMode.NONE;
      case EncryptionDescription.ServiceManaged _ -> EncryptionMode.SERVICE;
      case EncryptionDescription.KmsManaged _ -> EncryptionMode.KMS;
      case EncryptionDescription.CustomerProvided _ -> EncryptionMode.CUSTOMER;
    };
  }

  private static @Nullable String wrappingKeyId(KeyWrap wrap) {
    return switch (wrap) {
      case KmsHeldWrap held -> held.keyId().text();
      case CustomerKeyWrap _ -> null;
      case LayeredWrap layered -> layered.inner().keyId().text();
    };
  }
}
