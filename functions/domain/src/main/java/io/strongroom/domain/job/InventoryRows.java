package io.strongroom.domain.job;

import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.InventoryColumn;
import io.strongroom.domain.record.InventoryRow;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** From versions to rows of an inventory; what cannot be read is not in it. Stateless. */
final class InventoryRows {

  private InventoryRows() {}

  static List<InventoryRow> of(List<JobItem> items) {
    return items.stream().filter(item -> item.found().isPresent()).map(InventoryRows::row).toList();
  }

  private static InventoryRow row(JobItem item) {
    Map<InventoryColumn, Object> row = new EnumMap<>(InventoryColumn.class);
    row.put(InventoryColumn.BUCKET, item.ref().object().bucket().value());
    row.put(InventoryColumn.KEY, item.ref().object().key().value());
    row.put(InventoryColumn.VERSION_ID, item.ref().version().value());
    switch (item.found().orElseThrow()) {
      case DeleteMarker marker -> {
        row.put(InventoryColumn.IS_DELETE_MARKER, true);
        row.put(InventoryColumn.LAST_MODIFIED_DATE, marker.lastModified());
      }
      case ObjectVersion object -> {
        row.put(InventoryColumn.IS_DELETE_MARKER, false);
        row.put(InventoryColumn.SIZE, item.size());
        row.put(InventoryColumn.LAST_MODIFIED_DATE, object.lastModified());
        row.put(InventoryColumn.E_TAG, object.etag().value());
        encryption(row, object);
        lock(row, object.marks().lock());
      }
    }
    return new InventoryRow(row);
  }

  private static void encryption(Map<InventoryColumn, Object> row, ObjectVersion object) {
    DataCipher cipher = DataCipher.of(object.envelope().suite());
    row.put(InventoryColumn.CIPHER, cipher.name());
    row.put(
        InventoryColumn.ENCRYPTION_STATUS,
        switch (object.encryption()) {
          case EncryptionDescription.Unencrypted _ -> "NOT-SSE";
          case EncryptionDescription.ServiceManaged _ -> "SSE-S3";
          case EncryptionDescription.CustomerProvided _ -> "SSE-C";
          case EncryptionDescription.KmsManaged kms -> {
            row.put(InventoryColumn.BUCKET_KEY_STATUS, kms.bucketKey() ? "ENABLED" : "DISABLED");
            row.put(InventoryColumn.KMS_KEY_ID, kms.keyId().text());
            yield cipher == DataCipher.AES_256_TWICE ? "DSSE-KMS" : "SSE-KMS";
          }
        });
  }

  private static void lock(Map<InventoryColumn, Object> row, ObjectLock lock) {
    lock.retention()
        .ifPresent(
            retention -> {
              row.put(InventoryColumn.OBJECT_LOCK_MODE, retention.mode().name());
              row.put(InventoryColumn.OBJECT_LOCK_RETAIN_UNTIL_DATE, retention.until());
            });
    lock.legalHold()
        .ifPresent(on -> row.put(InventoryColumn.OBJECT_LOCK_LEGAL_HOLD_STATUS, on ? "ON" : "OFF"));
  }
}
