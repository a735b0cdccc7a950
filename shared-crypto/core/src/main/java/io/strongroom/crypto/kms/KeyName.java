package io.strongroom.crypto.kms;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A KMS key as somebody may name it: with its place, in either of two spellings, or in any other
 * way. The one parser for both spellings. Immutable.
 *
 * <p>Source: AWS KMS developer guide, "Key identifiers (KeyId)"; OBS API reference, "Uploading an
 * Object - PUT"; AWS general reference, "AWS partitions".
 */
public sealed interface KeyName {

  /** The name as services take it: an ARN where the place is known, else what was given. */
  String text();

  /**
   * Reads a name. An ARN whose partition is not its region's is no key's, and stays {@link Other}
   * for the service to refuse.
   */
  static KeyName parse(String given) {
    Matcher shorter = Placed.SHORT.matcher(given);
    if (shorter.matches()) {
      return new Placed(shorter.group(1), shorter.group(2), shorter.group(3));
    }
    Matcher arn = Placed.ARN.matcher(given);
    if (arn.matches() && arn.group(1).equals(partition(arn.group(2)))) {
      return new Placed(arn.group(2), arn.group(3), arn.group(4));
    }
    return new Other(given);
  }

  /** The key's place and id, where {@code given} tells them. */
  static Optional<Placed> placed(String given) {
    return parse(given) instanceof Placed placed ? Optional.of(placed) : Optional.empty();
  }

  /** The partition that a region is in, the second word of its ARNs. */
  static String partition(String region) {
    String area = region.replaceFirst("-[a-z]+-?[0-9]*$", "");
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

  /**
   * {@code arn:partition:kms:region:account:key/id}, or {@code region:account:key/id}.
   *
   * @param account 12 digits (AWS) or a domain id (Huawei)
   * @param id without {@code key/}
   */
  record Placed(String region, String account, String id) implements KeyName {

    private static final Pattern ARN =
        Pattern.compile("arn:(aws[a-z-]*):kms:([a-z0-9-]+):([A-Za-z0-9-]+):key/(.+)");
    private static final Pattern SHORT = Pattern.compile("([a-z0-9-]+):([A-Za-z0-9-]+):key/(.+)");

    @Override
    public String text() {
      return "arn:" + KeyName.partition(region) + ":kms:" + place();
    }

    /** The spelling without partition and service, which OBS uses. */
    public String place() {
      return region + ':' + account + ":key/" + id;
    }
  }

  /** A bare id, an alias, a name within another service, or no name at all. */
  record Other(String text) implements KeyName {}
}
