package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.IdentityRights.Asked;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.port.MemberDetails;
import io.strongroom.domain.port.MemberDetails.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags, limits and names of users, groups and roles. Every method asks for its own permission.
 * Thread-safe.
 */
public final class DetailAdmin {

  private final MemberAdmin members;
  private final MemberDetails details;
  private final PolicyAdmin policies;
  private final IdentityRights rights;

  public DetailAdmin(
      MemberAdmin members, MemberDetails details, PolicyAdmin policies, IdentityRights rights) {
    this.members = members;
    this.details = details;
    this.policies = policies;
    this.rights = rights;
  }

  /** Who is meant. */
  public record Of(Kind kind, String name) {

    private String action(String verb, String what) {
      return "iam:" + verb + MemberAdmin.title(kind) + what;
    }
  }

  /** Fails with NoSuchMember, TooMany, Invalid. */
  public Uni<Void> tag(Caller caller, Of of, Map<String, String> tags) {
    MemberTags.require(tags);
    return members
        .get(caller, of.kind(), of.name(), of.action("Tag", ""), MemberTags.said(tags))
        .chain(member -> details.tag(member.id(), tags, MemberTags.MOST))
        .invoke(outcome -> requireDone(outcome, of))
        .replaceWithVoid();
  }

  /** Fails with NoSuchMember. */
  public Uni<Void> untag(Caller caller, Of of, List<String> keys) {
    return members
        .get(
            caller,
            of.kind(),
            of.name(),
            of.action("Untag", ""),
            Map.of("aws:TagKeys", List.copyOf(keys)))
        .chain(member -> details.untag(member.id(), keys))
        .invoke(outcome -> requireDone(outcome, of))
        .replaceWithVoid();
  }

  /** Fails with NoSuchMember. */
  public Uni<Map<String, String>> tags(Caller caller, Of of) {
    return members
        .get(caller, of.kind(), of.name(), "iam:List" + MemberAdmin.title(of.kind()) + "Tags")
        .map(member -> member.particulars().tags());
  }

  /**
   * Says what a user or role may do at most, or takes the limit away. Fails with NoSuchMember and
   * NotAttachable.
   */
  public Uni<Void> bound(Caller caller, Of of, Optional<String> policyArn) {
    Map<String, List<String>> said = new HashMap<>();
    policyArn.ifPresent(arn -> said.put("iam:PermissionsBoundary", List.of(arn)));
    String action = of.action(policyArn.isPresent() ? "Put" : "Delete", "PermissionsBoundary");
    return members
        .get(caller, of.kind(), of.name(), action, said)
        .call(() -> requireAttachable(caller, policyArn))
        .invoke(member -> requireBounded(member, policyArn))
        .chain(member -> details.bound(member.id(), policyArn))
        .invoke(outcome -> requireDone(outcome, of))
        .replaceWithVoid();
  }

  /** Fails with NotAttachable for a limit that is no policy of the account. */
  public Uni<Void> requireAttachable(Caller caller, Optional<String> policyArn) {
    return policyArn
        .map(arn -> policies.requireAttachable(caller, arn))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private static void requireBounded(Member member, Optional<String> policyArn) {
    if (policyArn.isEmpty() && member.particulars().boundary().isEmpty()) {
      throw new IdentityException(
          new IdentityError.NotThere(
              "The %s %s does not have a permissions boundary."
                  .formatted(member.kind().word(), member.name().text())));
    }
  }

  /** Fails with NoSuchMember, AlreadyThere and Invalid. */
  public Uni<Void> rename(Caller caller, Of of, Optional<String> path, Optional<String> name) {
    path.ifPresent(NameRules::requirePath);
    name.ifPresent(
        text -> NameRules.require(text, "new" + MemberAdmin.title(of.kind()) + "Name", 64));
    return members
        .get(caller, of.kind(), of.name(), of.action("Update", ""))
        .map(
            member ->
                new Renamed(
                    member.id(),
                    new Member.Name(
                        caller.account(),
                        path.orElse(member.name().path()),
                        name.orElse(member.name().text()))))
        .invoke(
            renamed ->
                rights.require(
                    Asked.own(
                        caller,
                        of.action("Update", ""),
                        Member.arn(
                            of.kind(),
                            caller.account(),
                            renamed.name().path(),
                            renamed.name().text()),
                        Map.of())))
        .chain(renamed -> details.rename(renamed.id(), renamed.name()))
        .invoke(outcome -> requireDone(outcome, of))
        .replaceWithVoid();
  }

  private record Renamed(String id, Member.Name name) {}

  /**
   * Replaces what is said of a role, and how long its sessions last at most.
   *
   * @param description stays as it is when absent; so does the time
   */
  public Uni<Member> describe(
      Caller caller, String role, Optional<String> description, Optional<Integer> maxSeconds) {
    Of of = new Of(Kind.ROLE, role);
    return members
        .get(caller, Kind.ROLE, role, "iam:UpdateRole")
        .call(
            member ->
                details
                    .describe(
                        member.id(),
                        description.or(() -> member.particulars().description()),
                        maxSeconds.orElseGet(
                            () -> member.trust().map(Member.Trust::maxSeconds).orElseThrow()))
                    .invoke(outcome -> requireDone(outcome, of)));
  }

  private static void requireDone(Outcome outcome, Of of) {
    switch (outcome) {
      case DONE -> {}
      case TOO_MANY ->
          throw new IdentityException(
              new IdentityError.TooMany("TagsPer" + MemberAdmin.title(of.kind()), MemberTags.MOST));
      case TAKEN ->
          throw new IdentityException(
              new IdentityError.AlreadyThere(
                  MemberAdmin.title(of.kind()) + " of the new name already exists."));
      case NOT_THERE ->
          throw new IdentityException(new IdentityError.NoSuchMember(of.kind(), of.name()));
    }
  }

  /** Fails with NotThere. Whoever may know of one key of the account may know of each. */
  public Uni<MemberDetails.KeyOwner> lastUse(Caller caller, String keyId) {
    rights.require(
        caller, "iam:GetAccessKeyLastUsed", Member.arn(Kind.USER, caller.account(), "/", "*"));
    return details
        .lastUse(caller.account(), keyId)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new IdentityException(
                            new IdentityError.NotThere(
                                "The Access Key with id " + keyId + " cannot be found."))));
  }

  /** Fails with NotThere for a policy that is none of the account. */
  public Uni<List<Member>> holders(Caller caller, String policyArn) {
    return policies
        .get(caller, policyArn, "iam:ListEntitiesForPolicy")
        .chain(policy -> details.holders(policy.arn()))
        .map(
            all ->
                all.stream()
                    .filter(member -> member.name().account().equals(caller.account()))
                    .toList());
  }

  public Uni<Map<String, Long>> counts(Caller caller) {
    rights.require(caller, "iam:GetAccountSummary", "*");
    return details.counts(caller.account());
  }
}
