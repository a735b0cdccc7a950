package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.IdentityRights.Asked;
import io.strongroom.domain.identity.Account;
import io.strongroom.domain.identity.DomainIds;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.port.AccountMembers;
import io.strongroom.domain.port.AccountMembers.Removal;
import io.strongroom.domain.port.PrincipalNames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Users, groups and roles of the caller's account. Every method asks for its own permission. */
public final class MemberAdmin {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_GROUP_NAME = 128;

  /** IAM: what may depend on the limit of whom it is done to. */
  private static final Pattern ABOUT_LIMITS =
      Pattern.compile("iam:(Attach|Detach|Put|Delete)(User|Role)(Policy|PermissionsBoundary)");

  private final AccountMembers identities;
  private final TrustPolicies trusts;
  private final IdentityRights rights;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  /**
   * @param names whom trust policies name
   */
  public MemberAdmin(
      AccountMembers identities, PrincipalNames names, IdentityRights rights, InstantSource clock) {
    this.identities = identities;
    this.trusts = new TrustPolicies(names);
    this.rights = rights;
    this.clock = clock;
  }

  /** A user, group or role that is wanted. */
  public record Wanted(
      Kind kind,
      String path,
      String name,
      Optional<String> trust,
      int maxSeconds,
      Member.Particulars particulars) {

    String arn(AccountId account) {
      return Member.arn(kind, account, path, name);
    }
  }

  /** Makes a user, group or role. Fails with AlreadyThere, NotAttachable, NoPolicy and Invalid. */
  public Uni<Member> create(Caller caller, Wanted wanted) {
    Kind kind = wanted.kind();
    NameRules.require(
        wanted.name(), parameter(kind), kind == Kind.GROUP ? LONGEST_GROUP_NAME : LONGEST_NAME);
    NameRules.requirePath(wanted.path());
    MemberTags.require(wanted.particulars().tags());
    requireMayCreate(caller, wanted);
    return trusts
        .settled(wanted.trust(), wanted.maxSeconds())
        .map(trust -> member(caller, wanted, trust))
        .call(() -> ensureAccount(caller.account()))
        .call(member -> identities.addMember(member).invoke(added -> requireAdded(added, wanted)));
  }

  private void requireMayCreate(Caller caller, Wanted wanted) {
    Map<String, List<String>> said = new HashMap<>(MemberTags.said(wanted.particulars().tags()));
    wanted
        .particulars()
        .boundary()
        .ifPresent(arn -> said.put("iam:PermissionsBoundary", List.of(arn)));
    String arn = wanted.arn(caller.account());
    rights.require(Asked.own(caller, "iam:Create" + title(wanted.kind()), arn, said));
    if (!wanted.particulars().tags().isEmpty()) {
      rights.require(Asked.own(caller, "iam:Tag" + title(wanted.kind()), arn, said));
    }
  }

  private Member member(Caller caller, Wanted wanted, Optional<Member.Trust> trust) {
    return new Member(
        ids.member(wanted.kind()),
        wanted.kind(),
        new Member.Name(caller.account(), wanted.path(), wanted.name()),
        now(),
        trust,
        wanted.particulars());
  }

  private static void requireAdded(boolean added, Wanted wanted) {
    if (!added) {
      throw new IdentityException(
          new IdentityError.AlreadyThere(
              title(wanted.kind()) + " with name " + wanted.name() + " already exists."));
    }
  }

  /** An account that is known by a file of access keys has a record from when it needs one. */
  Uni<Void> ensureAccount(AccountId account) {
    return identities
        .addAccount(new Account(account, account.value(), DomainIds.ofAccount(account), now()))
        .replaceWithVoid();
  }

  /** One of the caller's account; fails with NoSuchMember. */
  public Uni<Member> get(Caller caller, Kind kind, String name) {
    return get(caller, kind, name, "iam:Get" + title(kind));
  }

  /** As above, for something that another permission is for. */
  Uni<Member> get(Caller caller, Kind kind, String name, String action) {
    return get(caller, kind, name, action, Map.of());
  }

  /** As above, where the answer may depend on more. */
  Uni<Member> get(
      Caller caller, Kind kind, String name, String action, Map<String, List<String>> said) {
    return identities
        .member(kind, caller.account(), name)
        .map(
            found -> {
              String arn =
                  found
                      .map(Member::arn)
                      .orElseGet(() -> Member.arn(kind, caller.account(), "/", name));
              rights.require(Asked.own(caller, action, arn, told(found, action, said)));
              return found.orElseThrow(
                  () -> new IdentityException(new IdentityError.NoSuchMember(kind, name)));
            });
  }

  /** What is known of somebody, and what the call says. */
  private static Map<String, List<String>> told(
      Optional<Member> found, String action, Map<String, List<String>> said) {
    Map<String, List<String>> all = new HashMap<>();
    found
        .map(Member::particulars)
        .ifPresent(
            known -> {
              all.putAll(MemberTags.ofResource(known.tags()));
              known
                  .boundary()
                  .filter(limit -> ABOUT_LIMITS.matcher(action).matches())
                  .ifPresent(limit -> all.put("iam:PermissionsBoundary", List.of(limit)));
            });
    all.putAll(said);
    return all;
  }

  /**
   * That a user is there, and has none of something that nobody has here: tools ask for it before
   * they delete one. Fails with NoSuchMember.
   *
   * @param action {@code iam:ListMFADevices}
   */
  public Uni<Void> hasNone(Caller caller, String user, String action) {
    return get(caller, Kind.USER, user, action).replaceWithVoid();
  }

  /** All of the caller's account. */
  public Uni<List<Member>> list(Caller caller, Kind kind) {
    rights.require(
        caller, "iam:List" + title(kind) + "s", Member.arn(kind, caller.account(), "/", "*"));
    return identities.members(kind, caller.account());
  }

  /** Fails with NoSuchMember and InUse. */
  public Uni<Void> delete(Caller caller, Kind kind, String name) {
    return get(caller, kind, name, "iam:Delete" + title(kind))
        .chain(member -> identities.removeMember(member.id()))
        .invoke(removal -> requireDone(removal, kind, name))
        .replaceWithVoid();
  }

  private static void requireDone(Removal removal, Kind kind, String name) {
    switch (removal) {
      case DONE -> {}
      case IN_USE -> throw new IdentityException(new IdentityError.InUse());
      case NOT_THERE -> throw new IdentityException(new IdentityError.NoSuchMember(kind, name));
    }
  }

  /** Replaces who may assume a role. */
  public Uni<Void> setTrust(Caller caller, String role, String policy) {
    return get(caller, Kind.ROLE, role, "iam:UpdateAssumeRolePolicy")
        .chain(
            member ->
                trusts
                    .settled(
                        Optional.of(policy),
                        member.trust().map(Member.Trust::maxSeconds).orElseThrow())
                    .chain(trust -> identities.setTrust(member.id(), trust.orElseThrow())))
        .replaceWithVoid();
  }

  /** Fails with NoSuchMember. */
  public Uni<Void> join(Caller caller, String user, String group) {
    return get(caller, Kind.GROUP, group, "iam:AddUserToGroup")
        .chain(
            into ->
                existing(caller, user).chain(member -> identities.join(member.id(), into.id())));
  }

  /** Fails with NoSuchMember. */
  public Uni<Void> leave(Caller caller, String user, String group) {
    return get(caller, Kind.GROUP, group, "iam:RemoveUserFromGroup")
        .chain(
            from ->
                existing(caller, user).chain(member -> identities.leave(member.id(), from.id())))
        .replaceWithVoid();
  }

  private Uni<Member> existing(Caller caller, String user) {
    return identities
        .member(Kind.USER, caller.account(), user)
        .map(
            found ->
                found.orElseThrow(
                    () -> new IdentityException(new IdentityError.NoSuchMember(Kind.USER, user))));
  }

  public Uni<List<Member>> groupsOf(Caller caller, String user) {
    return get(caller, Kind.USER, user, "iam:ListGroupsForUser")
        .chain(member -> identities.groupsOf(member.id()));
  }

  public Uni<List<Member>> usersOf(Member group) {
    return identities.usersOf(group.id());
  }

  private Instant now() {
    return Instant.ofEpochSecond(clock.instant().getEpochSecond());
  }

  private static String parameter(Kind kind) {
    return kind.word() + "Name";
  }

  /** As in the names of actions. */
  static String title(Kind kind) {
    return kind.word().substring(0, 1).toUpperCase(Locale.ROOT) + kind.word().substring(1);
  }
}
