package io.strongroom.domain.name;

import java.util.regex.Pattern;

/**
 * A bucket's name: 3 to 63 characters of lower-case letters, digits, dots and hyphens.
 *
 * <p>Source: S3 user guide, "General purpose bucket naming rules"; OBS API reference, "Creating a
 * Bucket".
 */
public record BucketName(String value) {

  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  public BucketName {
    if (!SHAPE.matcher(value).matches()
        || IP_ADDRESS.matcher(value).matches()
        || value.contains("..")
        || value.contains("-.")
        || value.contains(".-")) {
      throw new ObjectStoreException(new RequestError.InvalidBucketName(value));
    }
  }

  /** {@code arn:aws:s3:::bucket}. */
  public String arn() {
    return "arn:aws:s3:::" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
