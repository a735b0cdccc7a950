package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.UploadKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/** A {@link CompletedUpload} as columns. Name and settings are those of its object. */
final class CompletedColumns {

  /** In the order in which they are read. */
  static final String NAMES =
      "encryption_mode, kms_key_id, kms_context, kms_bucket_key, data_cipher, version_id, etag,"
          + " service_key_id, service_bucket_key, service_wrapped, customer_envelope,"
          + " checksum_algorithm, checksum_type, checksum_value, checksum_sealed";

  private static final int CIPHER = 4;
  private static final int CHECKSUM = 11;

  private CompletedColumns() {}

  /** Adds what the object's own parameters do not have. */
  static Tuple addTo(Tuple parameters, CompletedUpload.Proof proof) {
    UploadKeys.ServiceWrap wrap = proof.metadata();
    parameters
        .addValue(wrap.keyId().text())
        .addValue(Buffer.buffer(wrap.bucketKey().bytes()))
        .addValue(Buffer.buffer(wrap.key().bytes()))
        .addValue(
            proof
                .customerEnvelope()
                .map(envelope -> Buffer.buffer(envelope.encode()))
                .orElse(null));
    ChecksumColumns.addTo(parameters, proof.checksum());
    return parameters;
  }

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException ObjectDamaged when a column holds
   *     anything else
   */
  static CompletedUpload read(Row row, ObjectRef ref, UploadId uploadId) {
    return new CompletedUpload(
        uploadId,
        new VersionRef(ref, new VersionId(row.getString(CIPHER + 1))),
        new ETag(row.getString(CIPHER + 2)),
        EncryptionColumns.description(row, 0),
        DataCipher.valueOf(row.getString(CIPHER)).suite(),
        new CompletedUpload.Proof(
            Optional.ofNullable(row.getBuffer(CHECKSUM - 1))
                .map(stored -> EncryptionColumns.decode(stored.getBytes())),
            new UploadKeys.ServiceWrap(
                KmsKeyId.of(row.getString(CIPHER + 3)),
                WrappedKey.of(row.getBuffer(CIPHER + 4).getBytes()),
                WrappedKey.of(row.getBuffer(CIPHER + 5).getBytes())),
            ChecksumColumns.read(row, CHECKSUM)));
  }
}
