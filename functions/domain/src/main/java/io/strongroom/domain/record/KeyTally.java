package io.strongroom.domain.record;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;

/**
 * What one key wraps in one bucket, of one kind.
 *
 * @param account that owns the bucket, 12 digits
 */
public record KeyTally(BucketName bucket, AccountId account, Kind kind, Sum sum) {

  /**
   * How objects are sealed.
   *
   * @param bucketKey whether the key wraps a key of the bucket, which wraps theirs
   */
  public record Kind(EncryptionMode mode, boolean bucketKey, DataCipher cipher) {}

  /**
   * How many.
   *
   * @param objects versions that are current
   * @param versions all of them, delete markers not counted
   * @param bytes of plaintext, of all versions
   */
  public record Sum(long objects, long versions, long bytes) {

    /** Both together. */
    public Sum plus(Sum other) {
      return new Sum(objects + other.objects, versions + other.versions, bytes + other.bytes);
    }
  }

  /** The same use, of more versions. */
  public KeyTally plus(Sum more) {
    return new KeyTally(bucket, account, kind, sum.plus(more));
  }
}
