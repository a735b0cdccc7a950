package io.strongroom.crypto.name;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A region of a cloud, for example {@code us-east-1} or {@code cn-north-4}: up to 64 letters,
 * digits and hyphens. Which regions there are is nobody's business here.
 *
 * <p>Source: AWS general reference, "AWS partitions".
 */
public record Region(String value) {

  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9-]{1,64}");

  public Region {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("no region is called so: " + value);
    }
  }

  /** The region of this name; throws {@link IllegalArgumentException} where none can have it. */
  public static Region of(String value) {
    return new Region(value);
  }

  /** As {@link #of}, for what strangers say. */
  public static Optional<Region> find(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new Region(text)) : Optional.empty();
  }

  /** The partition that the region is in, the second word of its ARNs. */
  public String partition() {
    String area = value.replaceFirst("-[a-z]+-?[0-9]*$", "");
    return switch (area) {
      case "cn" -> "aws-cn";
      case "us-gov" -> "aws-us-gov";
      case "us-iso" -> "aws-iso";
      case "us-isob" -> "aws-iso-b";
      case "eu-isoe" -> "aws-iso-e";
      case "us-isof" -> "aws-iso-f";
      case "eusc-de" -> "aws-eusc";
      default -> "aws";
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
