package io.strongroom.domain.record;

import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.Versioning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the owner of a bucket has set beside its default encryption. Immutable.
 *
 * @param tags empty when there are none
 * @param crossOrigin empty when there are no rules
 * @param ownershipControls whether there are any: every new bucket has them
 * @param lifecycle by which things go by themselves
 * @param lock empty when versions cannot be locked
 * @param versioning what becomes of an object when another is written under its key
 * @param space how much it is to hold, and in which class
 * @param outlets what follows from changes of its objects
 */
public record BucketSettings(
    List<Tag> tags,
    List<CrossOriginRule> crossOrigin,
    boolean ownershipControls,
    Optional<Lifecycle> lifecycle,
    Optional<BucketLock> lock,
    Versioning versioning,
    Space space,
    Outlets outlets) {

  /**
   * What new objects meet.
   *
   * @param quota most bytes of plaintext that the bucket is to hold; 0 for no limit
   * @param storageClass of new objects whose writers name none; empty for the standard one
   */
  public record Space(long quota, Optional<String> storageClass) {

    /** Without a limit, in the standard class. */
    public static final Space NORMAL = new Space(0, Optional.empty());
  }

  /** What changes of objects are noted for. */
  public record Outlets(
      Optional<ReplicationConfiguration> replication,
      Optional<NotificationConfiguration> notification) {

    /** Nothing. */
    public static final Outlets NONE = new Outlets(Optional.empty(), Optional.empty());
  }

  private static final BucketSettings NONE =
      new BucketSettings(
          List.of(),
          List.of(),
          true,
          Optional.empty(),
          Optional.empty(),
          Versioning.UNVERSIONED,
          Space.NORMAL,
          Outlets.NONE);

  public BucketSettings {
    tags = List.copyOf(tags);
    crossOrigin = List.copyOf(crossOrigin);
  }

  /** Of a bucket for which nothing was ever set. */
  public static BucketSettings none() {
    return NONE;
  }

  /** These, with another way to treat versions. */
  public BucketSettings with(Versioning other) {
    return new BucketSettings(
        tags, crossOrigin, ownershipControls, lifecycle, lock, other, space, outlets);
  }

  /** These, of a bucket that locks versions or does not. */
  public BucketSettings with(Optional<BucketLock> other) {
    return new BucketSettings(
        tags, crossOrigin, ownershipControls, lifecycle, other, versioning, space, outlets);
  }

  private BucketSettings with(Space other) {
    return new BucketSettings(
        tags, crossOrigin, ownershipControls, lifecycle, lock, versioning, other, outlets);
  }

  private BucketSettings with(Outlets others) {
    return new BucketSettings(
        tags, crossOrigin, ownershipControls, lifecycle, lock, versioning, space, others);
  }

  /** Most bytes of plaintext that it is to hold; 0 for no limit. */
  public long quota() {
    return space.quota();
  }

  /** The class of new objects whose writers name none; empty for the standard one. */
  public Optional<String> storageClass() {
    return space.storageClass();
  }

  /** What is copied elsewhere; empty when nothing is. */
  public Optional<ReplicationConfiguration> replication() {
    return outlets.replication();
  }

  /** Who is told of what happens; empty when nobody is. */
  public Optional<NotificationConfiguration> notification() {
    return outlets.notification();
  }

  /** When the current version of a key goes by itself, if nothing changes; empty when never. */
  public Optional<Lifecycle.Expiry> expiry(ObjectVersion current) {
    return lifecycle.flatMap(
        rules ->
            rules.expiry(
                current.ref().key().value(),
                current.size(),
                current.marks().tags(),
                current.lastModified()));
  }

  /** When an upload goes by itself that nobody completes; empty when never. */
  public Optional<Lifecycle.Expiry> abortion(ObjectRef ref, Instant initiated) {
    return lifecycle.flatMap(rules -> rules.abortion(ref.key().value(), initiated));
  }

  /** How new versions are kept whose writers do not say; empty when they are not. */
  public Optional<DefaultRetention> defaultRetention() {
    return lock.flatMap(BucketLock::byDefault);
  }

  /** These, but for one. */
  public BucketSettings with(BucketSetting setting) {
    return switch (setting) {
      case BucketSetting.Tags(var given) ->
          new BucketSettings(
              given, crossOrigin, ownershipControls, lifecycle, lock, versioning, space, outlets);
      case BucketSetting.CrossOrigin(var rules) ->
          new BucketSettings(
              tags, rules, ownershipControls, lifecycle, lock, versioning, space, outlets);
      case BucketSetting.OwnershipControls(var present) ->
          new BucketSettings(
              tags, crossOrigin, present, lifecycle, lock, versioning, space, outlets);
      case BucketSetting.Rules(var rules) ->
          new BucketSettings(
              tags, crossOrigin, ownershipControls, rules, lock, versioning, space, outlets);
      case BucketSetting.Quota(var bytes) -> with(new Space(bytes, storageClass()));
      case BucketSetting.StorageClass(var byDefault) -> with(new Space(quota(), byDefault));
      case BucketSetting.Replication(var rules) -> with(new Outlets(rules, outlets.notification()));
      case BucketSetting.Notification(var listeners) ->
          with(new Outlets(outlets.replication(), listeners));
      case BucketSetting.Lock(var byDefault, var _) -> with(Optional.of(new BucketLock(byDefault)));
    };
  }
}
