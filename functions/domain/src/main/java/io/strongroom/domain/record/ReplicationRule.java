package io.strongroom.domain.record;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.BucketName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which objects of a bucket are copied, and to where.
 *
 * @param priority of those with one destination, the greatest decides; empty in rules of the form
 *     that has no filters
 * @param filter what is meant; it never asks for a size
 * @param markers whether delete markers are copied; empty where nothing is said of it
 * @param underKms whether objects under keys of a KMS are copied; empty where nothing is said of it
 * @param existing what is said of objects that were there before the rule
 */
public record ReplicationRule(
    String id,
    OptionalInt priority,
    boolean enabled,
    LifecycleFilter filter,
    Optional<Boolean> markers,
    Optional<Boolean> underKms,
    Optional<Boolean> existing,
    Destination destination) {

  /**
   * Where copies go.
   *
   * @param arn of a bucket of this server, or of a target that the operator has set up
   * @param account whose bucket it is taken for
   * @param ownedThere whether it is said that copies belong to that account, as they do anyway
   * @param storageClass of copies; empty for that of the source
   * @param key what copies of objects under a KMS key are sealed under
   */
  public record Destination(
      String arn,
      Optional<AccountId> account,
      boolean ownedThere,
      Optional<String> storageClass,
      Optional<KeyName> key) {

    private static final String LOCAL = "arn:aws:s3:::";

    /** The bucket of this server; empty for a target elsewhere. */
    public Optional<BucketName> local() {
      return arn.startsWith(LOCAL)
          ? Optional.of(new BucketName(arn.substring(LOCAL.length())))
          : Optional.empty();
    }
  }

  /** S3: rules of the form without filters copy delete markers, others where they say so. */
  public boolean copiesMarkers() {
    return markers.orElse(filter.form() == LifecycleFilter.Form.RULE_PREFIX);
  }

  /** S3: only where it is said. */
  public boolean copiesUnderKms() {
    return underKms.orElse(false);
  }

  /** Whether it is for copies of this object to this destination. */
  boolean fits(String arn, String key, List<Tag> tags) {
    return enabled && destination.arn().equals(arn) && filter.fits(key, 0, tags);
  }
}
