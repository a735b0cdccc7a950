package io.strongroom.protocol.json;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;

/** What requests about jobs and keys in bulk have in common. */
final class JobMembers {

  private JobMembers() {}

  /**
   * A bucket's name.
   *
   * @throws JsonRejected.Invalid when no bucket can have it
   */
  static BucketName bucket(String name) {
    try {
      return new BucketName(name);
    } catch (ObjectStoreException impossible) {
      throw new JsonRejected.Invalid("No bucket can be called that: Bucket");
    }
  }
}
