package io.strongroom.domain.record;

import java.util.List;
import java.util.Optional;

/**
 * One thing that the owner of a bucket sets, as a whole: what was set before is replaced. An empty
 * list takes it away.
 */
public sealed interface BucketSetting {

  /** In the order given. */
  record Tags(List<Tag> tags) implements BucketSetting {
    public Tags {
      tags = List.copyOf(tags);
    }
  }

  /** The first that fits a request decides. */
  record CrossOrigin(List<CrossOriginRule> rules) implements BucketSetting {
    public CrossOrigin {
      rules = List.copyOf(rules);
    }
  }

  /** Whether there are ownership controls. Without them, too, all belongs to the bucket's owner. */
  record OwnershipControls(boolean present) implements BucketSetting {}

  /**
   * That versions can be locked, which is never taken back.
   *
   * @param byDefault empty for none any more
   * @param enabling whether a bucket that keeps versions begins to lock them; else only one that
   *     does already can be set
   */
  record Lock(Optional<DefaultRetention> byDefault, boolean enabling) implements BucketSetting {}

  /**
   * How much it may hold.
   *
   * @param bytes of plaintext; 0 for no limit
   */
  record Quota(long bytes) implements BucketSetting {
    public Quota {
      if (bytes < 0) {
        throw new IllegalArgumentException("a quota below nothing");
      }
    }
  }

  /** The class of new objects whose writers name none; empty for the standard one. */
  record StorageClass(Optional<String> byDefault) implements BucketSetting {}

  /** Empty to have nothing copied elsewhere. */
  record Replication(Optional<ReplicationConfiguration> rules) implements BucketSetting {}

  /** Empty to have nobody told of anything. */
  record Notification(Optional<NotificationConfiguration> listeners) implements BucketSetting {}

  /** Empty to have nothing go by itself. */
  record Rules(Optional<Lifecycle> lifecycle) implements BucketSetting {}
}
