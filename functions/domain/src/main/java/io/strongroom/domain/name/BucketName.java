package io.strongroom.domain.name;

import java.util.regex.Pattern;

/**
 * A bucket's name: 3 to 63 characters of lower-case letters, digits, dots and hyphens.
 *
 * <p>Source: S3 user guide, "General purpose bucket naming rules"; OBS API reference, "Creating a
 * Bucket".
 */
public record BucketName(String value) {

  private static final int LEAST = 3;
  private static final int MOST = 63;
  private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  public BucketName {
    if (!isShaped(value) || (value.indexOf('.') >= 0 && !areLabels(value))) {
      throw new ObjectStoreException(new RequestError.InvalidBucketName(value));
    }
  }

  private static boolean isShaped(String value) {
    int length = value.length();
    return length >= LEAST
        && length <= MOST
        && isPlain(value.charAt(0))
        && isPlain(value.charAt(length - 1))
        && isSpelled(value);
  }

  private static boolean isSpelled(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (!isPlain(each) && each != '.' && each != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
  }

  private static boolean areLabels(String value) {
    return !IP_ADDRESS.matcher(value).matches()
        && !value.contains("..")
        && !value.contains("-.")
        && !value.contains(".-");
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
