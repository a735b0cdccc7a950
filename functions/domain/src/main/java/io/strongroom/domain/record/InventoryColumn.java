package io.strongroom.domain.record;

import java.time.Instant;
import java.util.Locale;

/**
 * What an inventory tells of a version, in the words of S3's inventories. The key's name and the
 * cipher are ours.
 *
 * <p>Source: "Amazon S3 Inventory list", S3 user guide.
 */
public enum InventoryColumn {
  BUCKET("Bucket", String.class),
  KEY("Key", String.class),
  VERSION_ID("VersionId", String.class),
  IS_DELETE_MARKER("IsDeleteMarker", Boolean.class),
  SIZE("Size", Long.class),
  LAST_MODIFIED_DATE("LastModifiedDate", Instant.class),
  E_TAG("ETag", String.class),
  ENCRYPTION_STATUS("EncryptionStatus", String.class),
  BUCKET_KEY_STATUS("BucketKeyStatus", String.class),
  KMS_KEY_ID("KmsKeyId", String.class),
  CIPHER("Cipher", String.class),
  OBJECT_LOCK_MODE("ObjectLockMode", String.class),
  OBJECT_LOCK_RETAIN_UNTIL_DATE("ObjectLockRetainUntilDate", Instant.class),
  OBJECT_LOCK_LEGAL_HOLD_STATUS("ObjectLockLegalHoldStatus", String.class);

  private final String title;
  private final Class<?> type;

  InventoryColumn(String title, Class<?> type) {
    this.title = title;
    this.type = type;
  }

  /** As the first line of a CSV file names it. */
  public String title() {
    return title;
  }

  /** As files of columns name it: {@code version_id}. */
  public String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Text, a number, a flag or a moment. */
  public Class<?> type() {
    return type;
  }

  /** Whether every version has it. */
  public boolean isRequired() {
    return this == BUCKET || this == KEY;
  }
}
