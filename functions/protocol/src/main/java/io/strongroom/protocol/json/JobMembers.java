package io.strongroom.protocol.json;

import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.InventoryFormat;
import java.util.Locale;

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

  /**
   * Files of an inventory, as BUCKET/PREFIX.
   *
   * @param format in small letters
   * @throws JsonRejected.Invalid when no bucket can be called that
   */
  static CreateJob.Files files(String path, String format) {
    InventoryFormat kind = InventoryFormat.valueOf(format.toUpperCase(Locale.ROOT));
    int slash = path.indexOf('/');
    return slash < 0
        ? new CreateJob.Files(bucket(path), "", kind)
        : new CreateJob.Files(bucket(path.substring(0, slash)), path.substring(slash + 1), kind);
  }

  /**
   * A current object, as BUCKET/KEY.
   *
   * @throws JsonRejected.Invalid when it names none
   */
  static Wanted object(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      throw new JsonRejected.Invalid("Listing names an object as BUCKET/KEY.");
    }
    try {
      return Wanted.current(
          new ObjectRef(
              new BucketName(path.substring(0, slash)), new ObjectKey(path.substring(slash + 1))));
    } catch (ObjectStoreException impossible) {
      throw new JsonRejected.Invalid("Listing names an object as BUCKET/KEY.");
    }
  }
}
