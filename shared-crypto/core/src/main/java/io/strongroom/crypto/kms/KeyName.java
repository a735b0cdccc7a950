package io.strongroom.crypto.kms;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.util.Optional;
import java.util.function.Function;
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
    // Each read of an object does this: what cannot be is not tried.
    return (given.startsWith("arn:") ? Placed.ofArn(given) : Placed.ofPlace(given))
        .<KeyName>map(Function.identity())
        .orElseGet(() -> otherwise(given));
  }

  private static KeyName otherwise(String given) {
    return ofService(given).<KeyName>map(Function.identity()).orElseGet(() -> new Other(given));
  }

  /** No name: any key that may be used. */
  static KeyName any() {
    return new Other("");
  }

  /** Whether there is no name. */
  default boolean isAny() {
    return text().isEmpty();
  }

  /** The service and its key, where {@code given} may name them: which there are is not known. */
  static Optional<OfService> ofService(String given) {
    Matcher named = OfService.SHAPE.matcher(given);
    return named.matches() && !given.startsWith("arn:")
        ? Optional.of(new OfService(named.group(1), named.group(2)))
        : Optional.empty();
  }

  /** The key's place and id, where {@code given} tells them. */
  static Optional<Placed> placed(String given) {
    return parse(given).placed();
  }

  /** The key's place and id, where the name tells them, be it with a service's name before them. */
  default Optional<Placed> placed() {
    return switch (this) {
      case Placed placed -> Optional.of(placed);
      case OfService(String _, String name) -> placed(name);
      case Other _ -> Optional.empty();
    };
  }

  /**
   * {@code arn:partition:kms:region:account:key/id}, or {@code region:account:key/id}.
   *
   * @param id without {@code key/}
   */
  record Placed(Region region, AccountId account, String id) implements KeyName {

    private static final Pattern ARN =
        Pattern.compile("arn:(aws[a-z-]*):kms:([a-z0-9-]{1,64}):([A-Za-z0-9-]{1,64}):key/(.+)");
    private static final Pattern SHORT =
        Pattern.compile("([a-z0-9-]{1,64}):([A-Za-z0-9-]{1,64}):key/(.+)");

    private static Optional<Placed> ofArn(String given) {
      Matcher arn = ARN.matcher(given);
      if (!arn.matches()) {
        return Optional.empty();
      }
      Region region = Region.of(arn.group(2));
      return arn.group(1).equals(region.partition())
          ? Optional.of(new Placed(region, AccountId.of(arn.group(3)), arn.group(4)))
          : Optional.empty();
    }

    private static Optional<Placed> ofPlace(String given) {
      Matcher place = SHORT.matcher(given);
      return place.matches()
          ? Optional.of(
              new Placed(Region.of(place.group(1)), AccountId.of(place.group(2)), place.group(3)))
          : Optional.empty();
    }

    @Override
    public String text() {
      return "arn:" + region.partition() + ":kms:" + place();
    }

    /** The spelling without partition and service, which OBS uses. */
    public String place() {
      return region + ":" + account + ":key/" + id;
    }
  }

  /**
   * {@code service:name}, where several services stand side by side.
   *
   * @param name within the service
   */
  record OfService(String service, String name) implements KeyName {

    // A colon and two slashes are a URL's.
    private static final Pattern SHAPE = Pattern.compile("([a-z][a-z0-9-]{0,31}):(?!//)(.*)");

    @Override
    public String text() {
      return service + ':' + name;
    }
  }

  /** A bare id, an alias, a URL, or no name at all. */
  record Other(String text) implements KeyName {}
}
