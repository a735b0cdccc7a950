package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.iam.TemporaryKeys.Granted;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.port.AccountMembers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Temporary keys that users make of their own: with their rights, or with those of a session policy
 * for somebody whom no account knows. Thread-safe.
 *
 * <p>Source: STS API reference, "GetSessionToken", "GetFederationToken".
 */
public final class UserSessions {

  private static final int SHORTEST = 900;
  private static final int LONGEST = 129_600;
  private static final int USUAL = 43_200;
  private static final int OF_ROOT = 3_600;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{2,32}");

  private final AccountMembers identities;
  private final MemberAdmin members;
  private final IdentityRights rights;
  private final SessionLimits limits;
  private final Made made;

  /** With what keys are made. */
  private record Made(NewKeys keys, InstantSource clock) {}

  public UserSessions(
      TemporaryKeys.Store store, MemberAdmin members, IdentityRights rights, InstantSource clock) {
    this.identities = store.identities();
    this.members = members;
    this.rights = rights;
    this.limits = new SessionLimits(store.policies());
    this.made = new Made(new NewKeys(store.keys(), store.seals(), clock), clock);
  }

  /** A federated user that is wanted. */
  public record Federated(
      String name, OptionalInt seconds, StoredKey.Limits limits, StoredKey.Story story) {}

  /** A session with the caller's own rights. Fails with NotInSession for who is in one. */
  public Uni<Granted> sessionToken(Caller caller, OptionalInt wanted) {
    return sessionToken(caller, seconds(caller, wanted), StoredKey.Limits.NONE);
  }

  /** As above, with a session policy, as Huawei's sessions may have one. */
  public Uni<Granted> limited(Caller caller, int seconds, StoredKey.Limits limits) {
    return this.limits
        .require(limits, caller.account())
        .chain(() -> sessionToken(caller, seconds, limits));
  }

  private Uni<Granted> sessionToken(Caller caller, int seconds, StoredKey.Limits limits) {
    requireNoSession(caller);
    NewKeys.Terms terms =
        new NewKeys.Terms(seconds, Optional.empty(), limits, StoredKey.Story.NONE);
    return holder(caller).chain(member -> made.keys().grant(member, terms));
  }

  /** Fails with Denied, NotInSession, Invalid, and for the session's policies. */
  public Uni<Granted> federate(Caller caller, Federated wanted) {
    requireNoSession(caller);
    TemporaryKeys.requireMatch(NAME, wanted.name(), "name", "[\\w+=,.@-]*");
    rights.require(
        caller,
        "sts:GetFederationToken",
        "arn:aws:sts::" + caller.account() + ":federated-user/" + wanted.name());
    NewKeys.Terms terms =
        new NewKeys.Terms(
            seconds(caller, wanted.seconds()),
            Optional.of(wanted.name()),
            wanted.limits(),
            SessionTags.of(caller.identity(), wanted.story()));
    return limits
        .require(wanted.limits(), caller.account())
        .chain(() -> holder(caller))
        .chain(member -> made.keys().grant(member, terms));
  }

  private static void requireNoSession(Caller caller) {
    if (caller.identity().profile().tokenIssued().isPresent()) {
      throw new IdentityException(new IdentityError.NotInSession());
    }
  }

  private static int seconds(Caller caller, OptionalInt wanted) {
    boolean root = caller.identity().isRoot();
    int seconds = wanted.orElse(root ? OF_ROOT : USUAL);
    if (seconds < SHORTEST || seconds > LONGEST) {
      throw new IdentityException(
          new IdentityError.Invalid(
              TemporaryKeys.duration(
                  seconds,
                  seconds < SHORTEST
                      ? "greater than or equal to " + SHORTEST
                      : "less than or equal to " + LONGEST)));
    }
    return root ? Math.min(seconds, OF_ROOT) : seconds;
  }

  private Uni<Member> holder(Caller caller) {
    CallerIdentity identity = caller.identity();
    if (identity.isRoot()) {
      Member root =
          new Member(
              caller.account().value(),
              Kind.ROOT,
              new Member.Name(caller.account(), "/", "root"),
              Instant.ofEpochSecond(made.clock().instant().getEpochSecond()),
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
                    .filter(member -> member.arn().equals(caller.principal().text()))
                    .orElseThrow(
                        () ->
                            new IdentityException(
                                new IdentityError.Invalid(
                                    "Users of the file of access keys have no temporary keys."))));
  }
}
