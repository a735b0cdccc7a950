package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.identity.BuiltInPolicies;
import io.strongroom.domain.identity.ManagedPolicy;
import io.strongroom.domain.identity.ManagedPolicy.Version;
import io.strongroom.domain.port.PolicyVersions;
import io.strongroom.policy.PolicyKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Versions and tags of policies. Every method asks for its own permission. Thread-safe. */
public final class PolicyVersionAdmin {

  private static final int MOST_VERSIONS = 5;
  private static final int TRIES = 10;
  private static final Pattern NUMBER = Pattern.compile("v([1-9][0-9]{0,8})");

  private final PolicyAdmin policies;
  private final PolicyVersions versions;
  private final InstantSource clock;

  public PolicyVersionAdmin(PolicyAdmin policies, PolicyVersions versions, InstantSource clock) {
    this.policies = policies;
    this.versions = versions;
    this.clock = clock;
  }

  /** A version, and whether it is the one that counts. */
  public record Seen(Version version, boolean counts) {}

  /** Fails with NotThere, NoPolicy and TooMany. */
  public Uni<Seen> create(Caller caller, String arn, String document, boolean counts) {
    Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    return own(caller, arn, "iam:CreatePolicyVersion")
        .invoke(policy -> PolicyTexts.require(document, PolicyKind.IDENTITY))
        .chain(policy -> versions.add(arn, new Version(0, document, now), counts, MOST_VERSIONS))
        .map(
            added ->
                new Seen(
                    added.orElseThrow(
                        () ->
                            new IdentityException(
                                new IdentityError.TooMany("VersionsPerPolicy", MOST_VERSIONS))),
                    counts));
  }

  /** Newest first. Fails with NotThere. */
  public Uni<List<Seen>> list(Caller caller, String arn) {
    return policies.get(caller, arn, "iam:ListPolicyVersions").chain(this::all);
  }

  /** Fails with NotThere. */
  public Uni<Seen> get(Caller caller, String arn, String version) {
    return policies
        .get(caller, arn, "iam:GetPolicyVersion")
        .chain(this::all)
        .map(
            all ->
                all.stream()
                    .filter(seen -> version.equals("v" + seen.version().number()))
                    .findFirst()
                    .orElseThrow(() -> noVersion(arn, version)));
  }

  private Uni<List<Seen>> all(ManagedPolicy policy) {
    if (BuiltInPolicies.document(policy.arn()).isPresent()) {
      Version only = new Version(1, policy.document().document(), policy.createdAt());
      return Uni.createFrom().item(List.of(new Seen(only, true)));
    }
    return versions
        .of(policy.arn())
        .map(
            all ->
                all.reversed().stream()
                    .map(each -> new Seen(each, each.number() == policy.edition().version()))
                    .toList());
  }

  /** Fails with NotThere. */
  public Uni<Void> choose(Caller caller, String arn, String version) {
    return own(caller, arn, "iam:SetDefaultPolicyVersion")
        .chain(policy -> versions.choose(arn, number(arn, version)))
        .invoke(found -> requireFound(found, arn, version))
        .replaceWithVoid();
  }

  /** Fails with NotThere, and with InUse for the version that counts. */
  public Uni<Void> remove(Caller caller, String arn, String version) {
    return own(caller, arn, "iam:DeletePolicyVersion")
        .invoke(
            policy -> {
              if (number(arn, version) == policy.edition().version()) {
                throw new IdentityException(new IdentityError.InUse());
              }
            })
        .chain(policy -> versions.remove(arn, number(arn, version)))
        .invoke(found -> requireFound(found, arn, version))
        .replaceWithVoid();
  }

  private static int number(String arn, String version) {
    var form = NUMBER.matcher(version);
    if (!form.matches()) {
      throw noVersion(arn, version);
    }
    return Integer.parseInt(form.group(1));
  }

  private static void requireFound(boolean found, String arn, String version) {
    if (!found) {
      throw noVersion(arn, version);
    }
  }

  private static IdentityException noVersion(String arn, String version) {
    return new IdentityException(
        new IdentityError.NotThere(
            "Policy %s version %s does not exist or is not attachable.".formatted(arn, version)));
  }

  /** Those of this build cannot be changed. */
  private Uni<ManagedPolicy> own(Caller caller, String arn, String action) {
    return policies
        .get(caller, arn, action)
        .invoke(
            policy -> {
              if (BuiltInPolicies.document(policy.arn()).isPresent()) {
                throw new IdentityException(
                    new IdentityError.Denied(caller.principal(), action, arn));
              }
            });
  }

  /** Fails with NotThere, Invalid and TooMany. */
  public Uni<Void> tag(Caller caller, String arn, Map<String, String> tags) {
    MemberTags.require(tags);
    return retag(
        new Change(caller, arn, "iam:TagPolicy"),
        before -> {
          Map<String, String> after = new TreeMap<>(before);
          after.keySet().removeIf(old -> tags.keySet().stream().anyMatch(old::equalsIgnoreCase));
          after.putAll(tags);
          MemberTags.require(after);
          return after;
        },
        TRIES);
  }

  /** Fails with NotThere. */
  public Uni<Void> untag(Caller caller, String arn, List<String> keys) {
    return retag(
        new Change(caller, arn, "iam:UntagPolicy"),
        before -> {
          Map<String, String> after = new TreeMap<>(before);
          after.keySet().removeAll(keys);
          return after;
        },
        TRIES);
  }

  private record Change(Caller caller, String arn, String action) {}

  private Uni<Void> retag(Change change, UnaryOperator<Map<String, String>> how, int left) {
    return own(change.caller(), change.arn(), change.action())
        .chain(policy -> versions.setTags(change.arn(), policy.tags(), how.apply(policy.tags())))
        .chain(
            done -> {
              if (!done && left == 0) {
                throw new IdentityException(new IdentityError.InUse());
              }
              return done ? Uni.createFrom().voidItem() : retag(change, how, left - 1);
            });
  }

  /** Fails with NotThere. */
  public Uni<Map<String, String>> tags(Caller caller, String arn) {
    return policies.get(caller, arn, "iam:ListPolicyTags").map(ManagedPolicy::tags);
  }
}
