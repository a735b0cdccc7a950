package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.iam.IdentityRights.Asked;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccessKeys;
import io.strongroom.domain.port.AccountMembers;
import io.strongroom.domain.port.IdentityPolicies;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Principal;
import io.strongroom.policy.ServiceWords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary keys of roles. Each is kept until it ends, so taking away a role or a single session
 * takes effect at once. Thread-safe.
 *
 * <p>Source: STS API reference.
 */
public final class TemporaryKeys {

  private static final int SHORTEST = 900;
  private static final int USUAL = 3_600;
  private static final int LONGEST_CHAINED = 3_600;

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role(/|/.*/)([\\w+=,.@-]{1,64})");
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+");
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");

  private final AccountMembers identities;
  private final IdentityRights rights;
  private final SessionLimits limits;
  private final NewKeys keys;

  /** Where sessions are made and kept. */
  public record Store(
      AccountMembers identities, AccessKeys keys, IdentitySeals seals, IdentityPolicies policies) {}

  public TemporaryKeys(Store store, IdentityRights rights, InstantSource clock) {
    this.identities = store.identities();
    this.rights = rights;
    this.limits = new SessionLimits(store.policies());
    this.keys = new NewKeys(store.keys(), store.seals(), clock);
  }

  /**
   * What is asked for.
   *
   * @param seconds how long the session is to last
   * @param externalId by which a third party says on whose behalf it asks
   */
  public record Wish(
      String roleArn,
      String sessionName,
      OptionalInt seconds,
      StoredKey.Limits limits,
      StoredKey.Story story,
      Optional<String> externalId) {

    Wish telling(StoredKey.Story other) {
      return new Wish(roleArn, sessionName, seconds, limits, other, externalId);
    }
  }

  /** Temporary keys, told this once; the receiver closes them. */
  public record Granted(
      String accessKeyId, SecretBytes secret, String token, StoredKey.Session session, Member of)
      implements AutoCloseable {

    /** When they end. */
    public Instant expiresAt() {
      return session.expiresAt();
    }

    @Override
    public void close() {
      secret.close();
    }
  }

  /** Fails with Denied, whether the role is there or not. */
  public Uni<Granted> assumeRole(Caller caller, Wish wish) {
    return role(wish)
        .map(
            found ->
                found
                    .filter(member -> mayAssume(caller, member, wish))
                    .orElseThrow(() -> denied(caller, wish)))
        .chain(member -> grantTo(caller, member, wish));
  }

  /** The role that is meant, when it is there. Fails with Invalid for a wish that cannot be. */
  Uni<Optional<Member>> role(Wish wish) {
    requireForm(wish);
    Matcher role = ROLE.matcher(wish.roleArn());
    return role.matches()
        ? identities
            .member(Kind.ROLE, AccountId.of(role.group(1)), role.group(3))
            .map(found -> found.filter(member -> member.arn().equals(wish.roleArn())))
        : Uni.createFrom().item(Optional.empty());
  }

  /** Keys for somebody who was found to be trusted with the role. */
  Uni<Granted> grantTo(Caller caller, Member role, Wish wish) {
    StoredKey.Story story = SessionTags.of(caller.identity(), wish.story());
    NewKeys.Terms terms =
        new NewKeys.Terms(
            secondsOf(caller, role, wish.seconds()),
            Optional.of(wish.sessionName()),
            wish.limits(),
            story);
    return limits
        .require(wish.limits(), role.name().account())
        .chain(() -> keys.grant(role, terms));
  }

  private static void requireForm(Wish wish) {
    if (!ARN.matcher(wish.roleArn()).matches()) {
      throw new IdentityException(new IdentityError.Invalid(wish.roleArn() + " is invalid"));
    }
    requireMatch(NAME, wish.sessionName(), "roleSessionName", "[\\w+=,.@-]*");
    wish.externalId()
        .ifPresent(id -> requireMatch(EXTERNAL_ID, id, "externalId", "[\\w+=,.@:\\/-]*"));
    wish.story()
        .sourceIdentity()
        .ifPresent(who -> requireMatch(NAME, who, "sourceIdentity", "[\\w+=,.@-]*"));
  }

  static void requireMatch(Pattern form, String value, String parameter, String shown) {
    if (!form.matcher(value).matches()) {
      throw new IdentityException(
          new IdentityError.Invalid(
              "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: %s"
                  .formatted(value, parameter, shown)));
    }
  }

  private boolean mayAssume(Caller caller, Member role, Wish wish) {
    Optional<Policy> trust = role.trust().flatMap(TemporaryKeys::understood);
    // STS: whoever is federated has the rights of one session, and gets to no other.
    if (trust.isEmpty() || caller.identity().names().kind() == Principal.Kind.FEDERATED) {
      return false;
    }
    Named named = new Named("trust policy of " + role.arn(), trust.get());
    Map<String, List<String>> said = said(wish);
    said.putAll(MemberTags.ofResource(role.particulars().tags()));
    return actions(wish).stream()
        .allMatch(
            action ->
                rights.mayAssume(
                    new Asked(caller, "sts:" + action, role.arn(), role.name().account(), said),
                    named));
  }

  /** STS: tags and who is behind a session need permissions of their own. */
  static List<String> actions(Wish wish) {
    List<String> actions = new ArrayList<>(List.of("AssumeRole"));
    if (!wish.story().tags().isEmpty()) {
      actions.add("TagSession");
    }
    if (wish.story().sourceIdentity().isPresent()) {
      actions.add("SetSourceIdentity");
    }
    return actions;
  }

  /** The condition keys that tell of a wish. */
  static Map<String, List<String>> said(Wish wish) {
    Map<String, List<String>> said = new HashMap<>();
    said.put("sts:RoleSessionName", List.of(wish.sessionName()));
    wish.externalId().ifPresent(id -> said.put("sts:ExternalId", List.of(id)));
    StoredKey.Story story = wish.story();
    story.sourceIdentity().ifPresent(who -> said.put("sts:SourceIdentity", List.of(who)));
    story.tags().forEach((key, value) -> said.put("aws:RequestTag/" + key, List.of(value)));
    said.put("aws:TagKeys", List.copyOf(story.tags().keySet()));
    said.put("sts:TransitiveTagKeys", story.transitive());
    return said;
  }

  static Optional<Policy> understood(Member.Trust trust) {
    try {
      return Optional.of(
          Policy.parse(trust.policy(), Grammar.aws(PolicyKind.TRUST, ServiceWords.open()))
              .bound(trust.principals()));
    } catch (PolicyException notUnderstood) {
      return Optional.empty();
    }
  }

  private static int secondsOf(Caller caller, Member role, OptionalInt wanted) {
    int longest =
        caller.identity().names().kind() == Principal.Kind.SESSION
            ? LONGEST_CHAINED
            : role.trust().map(Member.Trust::maxSeconds).orElse(USUAL);
    int seconds = wanted.orElse(Math.min(USUAL, longest));
    if (seconds < SHORTEST || seconds > longest) {
      throw new IdentityException(
          new IdentityError.Invalid(
              seconds < SHORTEST
                  ? duration(seconds, "greater than or equal to " + SHORTEST)
                  : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }
    return seconds;
  }

  static String duration(int seconds, String bound) {
    return "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: Member must have value %s"
        .formatted(seconds, bound);
  }

  private static IdentityException denied(Caller caller, Wish wish) {
    return new IdentityException(
        new IdentityError.Denied(caller.principal(), "sts:AssumeRole", wish.roleArn()));
  }
}
