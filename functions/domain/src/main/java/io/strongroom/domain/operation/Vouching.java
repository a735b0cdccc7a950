package io.strongroom.domain.operation;

import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.ObjectLock;

/**
 * S3: what cannot be removed again is taken only from a client that states a digest of it.
 *
 * <p>Source: "PutObject", Amazon S3 API reference.
 */
final class Vouching {

  private Vouching() {}

  /**
   * @param asked the lock that the object is to have
   * @param settings of the bucket it goes to
   * @param part whether the body is a part of it
   * @throws ObjectStoreException DigestRequired
   */
  static void require(RequestBody body, ObjectLock asked, BucketSettings settings, boolean part) {
    if ((asked.isGiven() || settings.defaultRetention().isPresent()) && !body.isVouchedFor()) {
      throw new ObjectStoreException(new LockError.DigestRequired(part));
    }
  }
}
