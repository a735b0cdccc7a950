package io.strongroom.emulator.key;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as a caller names it. The one parser of key names, for both APIs; what a name means in a
 * scope is found elsewhere. Immutable.
 *
 * <p>Source: AWS KMS developer guide, "Key identifiers (KeyId)"; DEW API reference, "Querying the
 * information about a CMK".
 */
public sealed interface KeyReference {

  /** What was given. */
  String text();

  /** The alias by which the key is named, with its prefix; empty when it is named otherwise. */
  default Optional<String> alias() {
    return Optional.empty();
  }

  /** A bare key id. */
  record Id(String text) implements KeyReference {}

  /** A key's full name. */
  record Arn(String text, KeyArn arn) implements KeyReference {}

  /**
   * An alias.
   *
   * @param owner where the alias is; empty for the caller's own scope
   * @param name with the prefix {@code alias/}, not checked any further
   */
  record Named(String text, Optional<Scope> owner, String name) implements KeyReference {
    @Override
    public Optional<String> alias() {
      return Optional.of(name);
    }
  }

  /**
   * An ARN whose partition is not that of its region.
   *
   * @param region as it says
   */
  record Misplaced(String text, Region region) implements KeyReference {}

  /** Nothing that could name a key. */
  record Unreadable(String text) implements KeyReference {}

  /** Reads what the AWS API takes: key id, key ARN, alias name, alias ARN. */
  static KeyReference ofAws(String given) {
    if (Forms.AWS_ID.matcher(given).matches()) {
      return new Id(given);
    }
    if (given.startsWith(AliasName.PREFIX)) {
      return new Named(given, Optional.empty(), given);
    }
    Matcher arn = Forms.ARN.matcher(given);
    return arn.matches() ? ofArn(given, arn) : new Unreadable(given);
  }

  /** As {@link #ofAws}, where an alias cannot stand for a key. */
  static KeyReference ofAwsKey(String given) {
    return ofAws(given) instanceof Named ? new Unreadable(given) : ofAws(given);
  }

  /** Reads what the DEW API takes: key id, alias, alias URN. */
  static KeyReference ofDew(String given) {
    Matcher urn = Forms.URN.matcher(given);
    if (urn.matches()) {
      return new Named(given, Optional.empty(), AliasName.PREFIX + urn.group(1));
    }
    if (given.startsWith(AliasName.PREFIX)) {
      return new Named(given, Optional.empty(), given);
    }
    return Forms.DEW_ID.matcher(given).matches() ? new Id(given) : new Unreadable(given);
  }

  /** A key that is known already. */
  static KeyReference of(KeyArn arn) {
    return new Arn(arn.toString(), arn);
  }

  private static KeyReference ofArn(String given, Matcher arn) {
    Scope owner = new Scope(AccountId.of(arn.group(3)), Region.of(arn.group(2)));
    if (!owner.partition().equals(arn.group(1))) {
      return new Misplaced(given, owner.region());
    }
    String resource = arn.group(4);
    return resource.startsWith(AliasName.PREFIX)
        ? new Named(given, Optional.of(owner), resource)
        : new Arn(given, new KeyArn(owner, resource.substring("key/".length())));
  }

  /** The spellings. */
  final class Forms {

    private static final Pattern AWS_ID =
        Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}");
    private static final Pattern DEW_ID =
        Pattern.compile("[0-9a-z]{8}(-[0-9a-z]{4}){3}-[0-9a-z]{12}|mrk-[0-9a-f]{32}");
    private static final Pattern ARN =
        Pattern.compile(
            "arn:(aws[a-z-]*):kms:([a-z0-9-]{1,64}):([0-9]{12}|[0-9a-f]{32}):((key|alias)/.+)");
    private static final Pattern URN = Pattern.compile("kms:[^:]+:[^:]+:alias:(.+)");

    private Forms() {}
  }
}
