package io.strongroom.domain.record;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.name.BucketName;
import java.util.Optional;

/** What a job does with each version that it was given. */
public sealed interface JobTask {

  /** Another wrapping of the same data key: no byte of data is read or written. */
  record Rewrap(Target target) implements JobTask {}

  /** As {@link Rewrap}, of versions that nobody asked to encrypt, which are encrypted from then. */
  record Encrypt(Target target) implements JobTask {}

  /** Reads and opens all of it, and compares what is kept of it. Changes nothing. */
  record Verify() implements JobTask {}

  /**
   * A new data key: all of it is read, and sealed again. Version id and time stay.
   *
   * @param target empty for the key that wraps each version already
   * @param cipher of the data; empty for the one that each version has
   */
  record ReEncrypt(Optional<Target.KmsKey> target, Optional<DataCipher> cipher)
      implements JobTask {}

  /**
   * Written down, in files of a bucket.
   *
   * @param prefix of the files' keys
   */
  record Inventory(BucketName into, String prefix, InventoryFormat format) implements JobTask {}

  /** Gone for good, with its wrapped key first: nobody can open the blobs that go later. */
  record Erase() implements JobTask {}

  /** Noted to be copied, as rules of their buckets ask, although it was written before them. */
  record Replicate() implements JobTask {}

  /** Under which key versions are from then on. */
  sealed interface Target {

    /** Canonical name of the KMS key. */
    KmsKeyId keyId();

    /**
     * A KMS key: SSE-KMS.
     *
     * @param bucketKey empty to leave it to each version
     */
    record KmsKey(KmsKeyId keyId, Optional<Boolean> bucketKey) implements Target {}

    /** The service's own key as it is now: SSE-S3, SSE-OBS. */
    record ServiceKey(KmsKeyId keyId) implements Target {}
  }
}
