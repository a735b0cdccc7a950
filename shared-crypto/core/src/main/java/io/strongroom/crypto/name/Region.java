package io.strongroom.crypto.name;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A region of a cloud, for example {@code us-east-1} or {@code cn-north-4}: up to 64 letters,
 * digits and hyphens. Which regions there are is nobody's business here.
 *
 * <p>Source: AWS general reference, "AWS partitions".
 */
public record Region(String value) {

  private static final int MOST = 64;
  private static final Pattern NUMBERED = Pattern.compile("-[a-z]+-?[0-9]*$");

  /** The first words of regions that are in no partition but the usual one. */
  private static final List<String> APART = List.of("cn", "us-gov", "us-iso", "eu-iso", "eusc");

  public Region {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("no region is called so: " + value);
    }
  }

  /** The region of this name; throws {@link IllegalArgumentException} where none can have it. */
  public static Region of(String value) {
    return new Region(value);
  }

  /** As {@link #of}, for what strangers say. */
  public static Optional<Region> find(String text) {
    return isShaped(text) ? Optional.of(new Region(text)) : Optional.empty();
  }

  private static boolean isShaped(String text) {
    return !text.isEmpty() && text.length() <= MOST && areAll(text, Region::isAllowed);
  }

  // A loop, no stream: each request has a dozen such names.
  static boolean areAll(String text, IntPredicate allowed) {
    for (int i = 0; i < text.length(); i++) {
      if (!allowed.test(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** A letter, a digit or a hyphen. */
  static boolean isAllowed(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || (character >= 'A' && character <= 'Z')
        || character == '-';
  }

  /** The partition that the region is in, the second word of its ARNs. */
  public String partition() {
    // Names of keys are built of it all the time, hardly ever of another than the usual one.
    if (!isApart()) {
      return "aws";
    }
    String area = NUMBERED.matcher(value).replaceFirst("");
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

  private boolean isApart() {
    for (String word : APART) {
      if (value.startsWith(word)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return value;
  }
}
