package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccessKeys;
import io.strongroom.domain.port.AccountMembers;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Principal;
import io.strongroom.policy.ServiceWords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Temporary keys. Each is kept until it ends, so taking away a role, a user or a single session
 * takes effect at once. Thread-safe.
 *
 * <p>Source: STS API reference.
 */
public final class TemporaryKeys {

  private static final int SHORTEST = 900;
  private static final int LONGEST_OF_USER = 129_600;
  private static final int USUAL_OF_USER = 43_200;
  private static final int OF_ROOT = 3_600;
  private static final int USUAL_OF_ROLE = 3_600;
  private static final int LONGEST_CHAINED = 3_600;

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::([0-9]{12}):role(/|/.*/)([\\w+=,.@-]{1,64})");
  private static final Pattern ARN = Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+");
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

  private final AccountMembers identities;
  private final MemberAdmin members;
  private final AccessKeys keys;
  private final IdentitySeals seals;
  private final IdentityRights rights;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  /** Where sessions are made and kept. */
  public record Store(AccountMembers identities, AccessKeys keys, IdentitySeals seals) {}

  public TemporaryKeys(
      Store store, MemberAdmin members, IdentityRights rights, InstantSource clock) {
    this.identities = store.identities();
    this.keys = store.keys();
    this.seals = store.seals();
    this.members = members;
    this.rights = rights;
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param seconds how long the session is to last
   * @param policy what it is to be limited to
   */
  public record Wish(
      String roleArn, String sessionName, OptionalInt seconds, Optional<String> policy) {}

  /** Temporary keys, told this once; the receiver closes them. */
  public record Granted(
      String accessKeyId, SecretBytes secret, String token, Instant expiresAt, Member of)
      implements AutoCloseable {

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
                    .filter(member -> mayAssume(caller, member))
                    .orElseThrow(() -> denied(caller, wish)))
        .chain(member -> grantTo(caller, member, wish));
  }

  /** The role that is meant, when it is there. Fails with Invalid for a wish that cannot be. */
  Uni<Optional<Member>> role(Wish wish) {
    requireForm(wish);
    Matcher role = ROLE.matcher(wish.roleArn());
    return role.matches()
        ? identities
            .member(Kind.ROLE, role.group(1), role.group(3))
            .map(found -> found.filter(member -> member.arn().equals(wish.roleArn())))
        : Uni.createFrom().item(Optional.empty());
  }

  /** Keys for somebody who was found to be trusted with the role. */
  Uni<Granted> grantTo(Caller caller, Member role, Wish wish) {
    return grant(
        role,
        secondsOf(caller, role, wish.seconds()),
        Optional.of(wish.sessionName()),
        wish.policy());
  }

  private static void requireForm(Wish wish) {
    if (!ARN.matcher(wish.roleArn()).matches()) {
      throw new IdentityException(new IdentityError.Invalid(wish.roleArn() + " is invalid"));
    }
    if (!NAME.matcher(wish.sessionName()).matches()) {
      throw new IdentityException(
          new IdentityError.Invalid(
              "1 validation error detected: Value '%s' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*"
                  .formatted(wish.sessionName())));
    }
    wish.policy().ifPresent(TemporaryKeys::requireSessionPolicy);
  }

  private static void requireSessionPolicy(String text) {
    try {
      Policy.parse(text, Grammar.aws(PolicyKind.SESSION, ServiceWords.open()));
    } catch (PolicyException e) {
      throw new IdentityException(
          e.error() instanceof PolicyError.TooLong(int most)
              ? new IdentityError.PolicyTooLong(most)
              : new IdentityError.NoPolicy(PolicyKind.SESSION, e.error()));
    }
  }

  private boolean mayAssume(Caller caller, Member role) {
    Optional<Policy> trust = role.trust().flatMap(TemporaryKeys::understood);
    return trust.isPresent()
        && rights.mayAssume(
            caller,
            role.arn(),
            role.name().account(),
            new Named("trust policy of " + role.arn(), trust.get()));
  }

  static Optional<Policy> understood(Member.Trust trust) {
    try {
      return Optional.of(
          Policy.parse(trust.policy(), Grammar.aws(PolicyKind.TRUST, ServiceWords.open())));
    } catch (PolicyException notUnderstood) {
      return Optional.empty();
    }
  }

  private static int secondsOf(Caller caller, Member role, OptionalInt wanted) {
    int longest =
        caller.identity().names().kind() == Principal.Kind.SESSION
            ? LONGEST_CHAINED
            : role.trust().map(Member.Trust::maxSeconds).orElse(USUAL_OF_ROLE);
    int seconds = wanted.orElse(Math.min(USUAL_OF_ROLE, longest));
    if (seconds < SHORTEST || seconds > longest) {
      throw new IdentityException(
          new IdentityError.Invalid(
              seconds < SHORTEST
                  ? duration(seconds, "greater than or equal to " + SHORTEST)
                  : "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."));
    }
    return seconds;
  }

  /** A session with the caller's own rights. Fails with NotInSession for who is in one. */
  public Uni<Granted> sessionToken(Caller caller, OptionalInt wanted) {
    CallerIdentity identity = caller.identity();
    if (identity.profile().tokenIssued().isPresent()) {
      throw new IdentityException(new IdentityError.NotInSession());
    }
    int seconds = wanted.orElse(identity.isRoot() ? OF_ROOT : USUAL_OF_USER);
    if (seconds < SHORTEST || seconds > LONGEST_OF_USER) {
      throw new IdentityException(
          new IdentityError.Invalid(
              duration(
                  seconds,
                  seconds < SHORTEST
                      ? "greater than or equal to " + SHORTEST
                      : "less than or equal to " + LONGEST_OF_USER)));
    }
    int allowed = identity.isRoot() ? Math.min(seconds, OF_ROOT) : seconds;
    return holder(caller)
        .chain(member -> grant(member, allowed, Optional.empty(), Optional.empty()));
  }

  private Uni<Member> holder(Caller caller) {
    CallerIdentity identity = caller.identity();
    if (identity.isRoot()) {
      Member root =
          new Member(
              caller.account(),
              Kind.ROOT,
              new Member.Name(caller.account(), "/", "root"),
              now(),
              Optional.empty());
      return members
          .ensureAccount(caller.account())
          .chain(() -> identities.addMember(root))
          .replaceWith(root);
    }
    return identities
        .member(Kind.USER, caller.account(), identity.profile().userName().orElse(""))
        .map(
            found ->
                found
                    .filter(member -> member.arn().equals(caller.principal()))
                    .orElseThrow(
                        () ->
                            new IdentityException(
                                new IdentityError.Invalid(
                                    "Users of the file of access keys have no temporary keys."))));
  }

  private Uni<Granted> grant(
      Member member, int seconds, Optional<String> name, Optional<String> policy) {
    String id = ids.temporaryKey();
    String token = ids.token();
    SecretBytes secret = ids.secret();
    Instant now = now();
    Instant end = now.plusSeconds(seconds);
    return seals
        .seal(secret, id, keys)
        .map(
            wrapped ->
                new StoredKey(
                    id,
                    member.id(),
                    wrapped,
                    new StoredKey.Status(true, now),
                    Optional.of(new StoredKey.Session(hash(token), end, name, policy))))
        .chain(key -> keys.add(key, 0))
        .invoke(
            added -> {
              if (!added) {
                throw new IdentityException(
                    new IdentityError.NoSuchMember(member.kind(), member.name().text()));
              }
            })
        .chain(keys::forgetEnded)
        .map(done -> new Granted(id, secret, token, end, member))
        .onFailure()
        .invoke(secret::close);
  }

  private static WrappedKey hash(String token) {
    try {
      return WrappedKey.of(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String duration(int seconds, String bound) {
    return "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: Member must have value %s"
        .formatted(seconds, bound);
  }

  private static IdentityException denied(Caller caller, Wish wish) {
    return new IdentityException(
        new IdentityError.Denied(caller.principal(), "sts:AssumeRole", wish.roleArn()));
  }

  private Instant now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }
}
