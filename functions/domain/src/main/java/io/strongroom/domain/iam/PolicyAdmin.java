package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.IdentityRights.Asked;
import io.strongroom.domain.identity.BuiltInPolicies;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.port.IdentityPolicies;
import io.strongroom.policy.PolicyKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies of users, groups and roles. Every method asks for its own permission. Thread-safe. */
public final class PolicyAdmin {

  private static final int LONGEST_NAME = 128;
  private static final int MOST_ATTACHED = 10;

  private final MemberAdmin members;
  private final IdentityPolicies policies;
  private final IdentityRights rights;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  public PolicyAdmin(
      MemberAdmin members, IdentityPolicies policies, IdentityRights rights, InstantSource clock) {
    this.members = members;
    this.policies = policies;
    this.rights = rights;
    this.clock = clock;
  }

  /** Whose policies are meant. */
  public record Of(Member.Kind kind, String name) {

    private String action(String verb, String what) {
      return "iam:" + verb + MemberAdmin.title(kind) + what;
    }

    private String attached() {
      return "iam:ListAttached" + MemberAdmin.title(kind) + "Policies";
    }
  }

  public Uni<Void> putInline(Caller caller, Of of, NamedDocument policy) {
    NameRules.require(policy.name(), "policyName", LONGEST_NAME);
    return member(caller, of, of.action("Put", "Policy"))
        .invoke(member -> PolicyTexts.require(policy.document(), PolicyKind.IDENTITY))
        .chain(member -> policies.putInline(member.id(), policy));
  }

  /** Fails with NoSuchMember and NotThere. */
  public Uni<NamedDocument> inline(Caller caller, Of of, String name) {
    return member(caller, of, of.action("Get", "Policy"))
        .chain(member -> policies.inline(member.id()))
        .map(
            found ->
                found.stream()
                    .filter(policy -> policy.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> noInline(of, name)));
  }

  public Uni<List<NamedDocument>> inline(Caller caller, Of of) {
    return member(caller, of, of.action("List", "Policies"))
        .chain(member -> policies.inline(member.id()));
  }

  /** Fails with NoSuchMember and NotThere. */
  public Uni<Void> removeInline(Caller caller, Of of, String name) {
    return member(caller, of, of.action("Delete", "Policy"))
        .chain(member -> policies.removeInline(member.id(), name))
        .invoke(
            removed -> {
              if (!removed) {
                throw noInline(of, name);
              }
            })
        .replaceWithVoid();
  }

  private static IdentityException noInline(Of of, String name) {
    return new IdentityException(
        new IdentityError.NotThere(
            "The %s policy with name %s cannot be found.".formatted(of.kind().word(), name)));
  }

  /** Fails with NoSuchMember, NotAttachable and TooMany. */
  public Uni<Void> attach(Caller caller, Of of, String arn) {
    return members
        .get(
            caller,
            of.kind(),
            of.name(),
            of.action("Attach", "Policy"),
            Map.of("iam:PolicyARN", List.of(arn)))
        .call(member -> requireAttachable(caller, arn))
        .chain(
            member ->
                policies
                    .attached(member.id())
                    .invoke(attached -> requireRoom(attached, arn))
                    .chain(() -> policies.attach(member.id(), arn)));
  }

  private static void requireRoom(List<String> attached, String arn) {
    if (attached.size() >= MOST_ATTACHED && !attached.contains(arn)) {
      throw new IdentityException(new IdentityError.TooMany("PoliciesPerUser", MOST_ATTACHED));
    }
  }

  Uni<Void> requireAttachable(Caller caller, String arn) {
    if (BuiltInPolicies.document(arn).isPresent()) {
      return Uni.createFrom().voidItem();
    }
    return policies
        .find(arn)
        .map(found -> found.filter(policy -> policy.name().account().equals(caller.account())))
        .invoke(
            found -> {
              if (found.isEmpty()) {
                throw new IdentityException(new IdentityError.NotAttachable(arn));
              }
            })
        .replaceWithVoid();
  }

  /** Fails with NoSuchMember and NotThere. */
  public Uni<Void> detach(Caller caller, Of of, String arn) {
    return members
        .get(
            caller,
            of.kind(),
            of.name(),
            of.action("Detach", "Policy"),
            Map.of("iam:PolicyARN", List.of(arn)))
        .chain(member -> policies.detach(member.id(), arn))
        .invoke(
            detached -> {
              if (!detached) {
                throw new IdentityException(
                    new IdentityError.NotThere("Policy " + arn + " was not found."));
              }
            })
        .replaceWithVoid();
  }

  public Uni<List<String>> attached(Caller caller, Of of) {
    return member(caller, of, of.attached()).chain(member -> policies.attached(member.id()));
  }

  private Uni<Member> member(Caller caller, Of of, String action) {
    return members.get(caller, of.kind(), of.name(), action);
  }

  /** A policy that is wanted. */
  public record Wanted(
      String path,
      String name,
      String document,
      Optional<String> description,
      Map<String, String> tags) {}

  /** Fails with AlreadyThere, NoPolicy and Invalid. */
  public Uni<ManagedPolicy> create(Caller caller, Wanted wanted) {
    Member.Name place =
        new Member.Name(
            caller.account(),
            NameRules.requirePath(wanted.path()),
            NameRules.require(wanted.name(), "policyName", LONGEST_NAME));
    MemberTags.require(wanted.tags());
    String arn = ManagedPolicy.arn(place);
    rights.require(Asked.own(caller, "iam:CreatePolicy", arn, MemberTags.said(wanted.tags())));
    PolicyTexts.require(wanted.document(), PolicyKind.IDENTITY);
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    ManagedPolicy policy =
        new ManagedPolicy(
            ids.policy(),
            place,
            new NamedDocument(arn, wanted.document()),
            now,
            new ManagedPolicy.Edition(1, now),
            ManagedPolicy.Uses.NONE,
            wanted.tags(),
            wanted.description());
    return members
        .ensureAccount(caller.account())
        .chain(() -> policies.add(policy))
        .map(
            added -> {
              if (!added) {
                throw new IdentityException(
                    new IdentityError.AlreadyThere(
                        "A policy called "
                            + wanted.name()
                            + " already exists. Duplicate names are not allowed."));
              }
              return policy;
            });
  }

  /** Fails with NotThere. */
  public Uni<ManagedPolicy> get(Caller caller, String arn, String action) {
    Optional<String> builtIn = BuiltInPolicies.document(arn);
    if (builtIn.isPresent()) {
      rights.require(caller, action, arn);
      return Uni.createFrom().item(builtIn(arn, builtIn.get()));
    }
    return policies
        .find(arn)
        .map(found -> found.filter(policy -> policy.name().account().equals(caller.account())))
        .invoke(found -> require(caller, action, arn, found))
        .map(found -> found.orElseThrow(() -> noPolicy(arn)));
  }

  private void require(Caller caller, String action, String arn, Optional<ManagedPolicy> found) {
    Map<String, List<String>> tags =
        found.map(policy -> MemberTags.ofResource(policy.tags())).orElseGet(Map::of);
    rights.require(Asked.own(caller, action, arn, tags));
  }

  private static ManagedPolicy builtIn(String arn, String document) {
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return new ManagedPolicy(
        "ANPA" + name.toUpperCase(Locale.ROOT),
        new Member.Name(AccountId.of("aws"), "/", name),
        new NamedDocument(arn, document),
        Instant.EPOCH,
        new ManagedPolicy.Edition(1, Instant.EPOCH),
        ManagedPolicy.Uses.NONE,
        Map.of(),
        Optional.empty());
  }

  /** The account's own, and those that are always there. */
  public Uni<List<ManagedPolicy>> list(Caller caller, boolean withBuiltIn) {
    rights.require(caller, "iam:ListPolicies", "arn:aws:iam::" + caller.account() + ":policy/*");
    return policies
        .of(caller.account())
        .map(
            own ->
                Stream.concat(
                        own.stream(),
                        withBuiltIn
                            ? BuiltInPolicies.names().stream()
                                .map(BuiltInPolicies::arn)
                                .map(
                                    arn ->
                                        builtIn(arn, BuiltInPolicies.document(arn).orElseThrow()))
                            : Stream.empty())
                    .toList());
  }

  /** Fails with NotThere and InUse. */
  public Uni<Void> delete(Caller caller, String arn) {
    return get(caller, arn, "iam:DeletePolicy")
        .chain(policy -> policies.remove(policy.arn()))
        .invoke(
            removal -> {
              switch (removal) {
                case DONE -> {}
                case IN_USE -> throw new IdentityException(new IdentityError.InUse());
                case NOT_THERE -> throw noPolicy(arn);
              }
            })
        .replaceWithVoid();
  }

  static IdentityException noPolicy(String arn) {
    return new IdentityException(new IdentityError.NotThere("Policy " + arn + " was not found."));
  }
}
