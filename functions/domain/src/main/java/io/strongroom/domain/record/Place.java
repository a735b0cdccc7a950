package io.strongroom.domain.record;

import io.strongroom.domain.name.BucketName;

/**
 * A place among versions: by bucket, key and version, bytewise. Any texts: there need not be a
 * version at it.
 */
public record Place(String bucket, String key, String version) {

  /** Before everything. */
  public static final Place START = new Place("", "", "");

  /** Behind everything in a bucket, and before the next one. */
  public static Place behind(BucketName bucket) {
    return new Place(bucket.value() + '\u0001', "", "");
  }
}
