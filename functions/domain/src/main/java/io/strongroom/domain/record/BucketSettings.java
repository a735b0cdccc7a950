package io.strongroom.domain.record;

import io.strongroom.domain.name.Versioning;
import java.util.List;
import java.util.Optional;

/**
 * What the owner of a bucket has set beside its default encryption. Immutable.
 *
 * @param tags empty when there are none
 * @param crossOrigin empty when there are no rules
 * @param ownershipControls whether there are any: every new bucket has them
 * @param lifecycle by which things go by themselves
 * @param versioning what becomes of an object when another is written under its key
 */
public record BucketSettings(
    List<Tag> tags,
    List<CrossOriginRule> crossOrigin,
    boolean ownershipControls,
    Optional<Lifecycle> lifecycle,
    Versioning versioning) {

  private static final BucketSettings NONE =
      new BucketSettings(List.of(), List.of(), true, Optional.empty(), Versioning.UNVERSIONED);

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
    return new BucketSettings(tags, crossOrigin, ownershipControls, lifecycle, other);
  }

  /** These, but for one. */
  public BucketSettings with(BucketSetting setting) {
    return switch (setting) {
      case BucketSetting.Tags(var given) ->
          new BucketSettings(given, crossOrigin, ownershipControls, lifecycle, versioning);
      case BucketSetting.CrossOrigin(var rules) ->
          new BucketSettings(tags, rules, ownershipControls, lifecycle, versioning);
      case BucketSetting.OwnershipControls(var present) ->
          new BucketSettings(tags, crossOrigin, present, lifecycle, versioning);
      case BucketSetting.Rules(var rules) ->
          new BucketSettings(tags, crossOrigin, ownershipControls, rules, versioning);
    };
  }
}
