package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.policy.KeyPolicies;
import io.strongroom.emulator.policy.Principals;
import io.strongroom.emulator.service.CallerPolicies.Own;
import io.strongroom.emulator.store.AliasStore;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import io.strongroom.policy.condition.Attributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Asks key policies. Thread-safe. */
@ApplicationScoped
public class PolicyQuestions {

  private static final Logger LOG = Logger.getLogger(PolicyQuestions.class);
  private static final int MAX_ALIASES = 50;
  private static final String ALIASES = "kms:ResourceAliases";

  /** What repairs a stored policy that this version does not understand. */
  private static final Set<String> REPAIRS = Set.of("kms:GetKeyPolicy", "kms:PutKeyPolicy");

  private final AliasStore aliases;
  private final KmsClock clock;
  private final CompiledPolicies compiled = new CompiledPolicies();

  PolicyQuestions(AliasStore aliases, KmsClock clock) {
    this.aliases = aliases;
    this.clock = clock;
  }

  /** What the key's policy says. */
  Uni<Answer> ask(Access access) {
    Optional<String> text = access.key().policy();
    if (text.isEmpty()) {
      return Uni.createFrom().item(byDefault(access));
    }
    return stored(access, text.get())
        .map(policy -> ask(access, policy))
        .orElseGet(() -> Uni.createFrom().item(unreadable(access)));
  }

  // A policy of an older version may hold what nothing was ever made of.
  private Optional<Policy> stored(Access access, String text) {
    try {
      return Optional.of(compiled.of(text));
    } catch (KmsRefusal e) {
      LOG.errorf(
          "the stored policy of %s is not valid, so nobody may use the key: %s",
          access.key().arn(), e.text().orElse(""));
      return Optional.empty();
    }
  }

  /**
   * What all policies say together of a caller who has some.
   *
   * @param given by which of the caller's names a grant permits it; empty to ask the key's policy
   */
  Uni<Verdict> decide(Access access, Own own, Optional<Reach> given) {
    Policy key = given.map(reach -> giving(own.names(), reach)).orElseGet(() -> ofKey(access));
    Policies all =
        new Policies(
            own.policies().identity(),
            Optional.of(new Named("the key's policy", key)),
            own.policies().boundary(),
            own.policies().session());
    // What a grant gives across accounts is given as if the key were the caller's.
    KeyArn arn = access.key().arn();
    AccountId owner = given.isPresent() ? access.caller().account() : arn.scope().account();
    return attributes(access, dependOnAliases(all))
        .map(
            attributes -> {
              attributes.putAll(own.attributes());
              PolicyRequest request =
                  new PolicyRequest(
                      own.names(),
                      access.action(),
                      new PolicyRequest.Resource(arn.toString(), owner.value()),
                      Attributes.of(attributes));
              return Evaluation.decide(request, all, ResourceRules.KEYS);
            });
  }

  private static boolean dependOnAliases(Policies all) {
    return Stream.of(
            all.identity(),
            all.resource().stream().toList(),
            all.boundary().stream().toList(),
            all.session().stream().toList())
        .flatMap(List::stream)
        .anyMatch(named -> named.policy().dependsOn(ALIASES));
  }

  private Policy giving(Principal names, Reach reach) {
    String named =
        names.names().stream()
            .filter(name -> name.reach() == reach)
            .map(Principal.Name::text)
            .findFirst()
            .orElseThrow();
    return compiled.of(KeyPolicies.givingText(named));
  }

  private Policy ofKey(Access access) {
    return stored(access, text(access.key()))
        .orElseThrow(() -> KmsRefusal.of(KmsError.ACCESS_DENIED, invalid(access)));
  }

  private static String invalid(Access access) {
    return "The stored policy of "
        + access.key().arn()
        + " is not valid; the account's root may put another one.";
  }

  private static Answer unreadable(Access access) {
    boolean repair =
        isOwn(access) && Principals.isRoot(access.caller()) && REPAIRS.contains(access.action());
    if (!repair) {
      throw KmsRefusal.of(KmsError.ACCESS_DENIED, invalid(access));
    }
    return KeyPolicies.byDefault();
  }

  /** What {@code policy} says, be it the key's or a permissions boundary. */
  Uni<Answer> ask(Access access, Policy policy) {
    return attributes(access, policy.dependsOn(ALIASES))
        .map(
            attributes ->
                policy.ask(
                    request(access.caller(), access.action(), access.key().arn(), attributes)));
  }

  /** The policy's text, the default one when the key has none of its own. */
  public String text(KmsKey key) {
    return key.policy().orElseGet(() -> KeyPolicies.defaultText(key.arn().scope().rootPrincipal()));
  }

  /**
   * Demands a valid policy that will let {@code caller} change it again.
   *
   * @throws KmsRefusal {@code MALFORMED_POLICY}, {@code LIMIT_EXCEEDED}
   */
  public void requireAcceptable(String text, KmsCaller caller, KeyArn key, boolean mayLockOut) {
    Answer later =
        KeyPolicies.parse(text)
            .ask(request(caller, "kms:PutKeyPolicy", key, common(caller, key, clock.instant())));
    if (!(later instanceof Answer.Allows) && !mayLockOut) {
      throw KmsRefusal.of(
          KmsError.MALFORMED_POLICY,
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }

  private static Answer byDefault(Access access) {
    return isOwn(access) ? KeyPolicies.byDefault() : new Answer.Silent(Optional.empty());
  }

  private static boolean isOwn(Access access) {
    return access.caller().account().equals(access.key().arn().scope().account());
  }

  private static PolicyRequest request(
      KmsCaller caller, String action, KeyArn key, Map<String, List<String>> attributes) {
    return new PolicyRequest(
        Principals.of(caller),
        action,
        new PolicyRequest.Resource(key.toString(), key.scope().account().value()),
        Attributes.of(attributes));
  }

  // Aliases are loaded only for a policy that asks about them.
  private Uni<Map<String, List<String>>> attributes(Access access, boolean withAliases) {
    Map<String, List<String>> attributes = known(access);
    if (!withAliases) {
      return Uni.createFrom().item(attributes);
    }
    KeyArn arn = access.key().arn();
    return aliases
        .list(arn.scope(), Optional.of(arn), "", MAX_ALIASES)
        .map(
            found -> {
              attributes.put(ALIASES, found.stream().map(alias -> alias.name().text()).toList());
              return attributes;
            });
  }

  private Map<String, List<String>> known(Access access) {
    KmsKey key = access.key();
    Map<String, List<String>> attributes = new TreeMap<>(access.attributes());
    attributes.putAll(common(access.caller(), key.arn(), clock.instant()));
    attributes.put("kms:KeySpec", List.of(key.type().spec().wireName()));
    attributes.put("kms:KeyUsage", List.of(key.type().usage().name()));
    attributes.put("kms:KeyOrigin", List.of(key.type().origin().name()));
    attributes.put("kms:MultiRegion", List.of(String.valueOf(key.type().multiRegion())));
    access
        .context()
        .forEach((name, value) -> attributes.put("kms:EncryptionContext:" + name, List.of(value)));
    if (!access.context().isEmpty()) {
      attributes.put("kms:EncryptionContextKeys", List.copyOf(access.context().keySet()));
    }
    return attributes;
  }

  private static Map<String, List<String>> common(KmsCaller caller, KeyArn key, Instant now) {
    boolean forSomebody = caller.service().isPresent();
    Map<String, List<String>> attributes = new TreeMap<>();
    attributes.put("kms:CallerAccount", List.of(caller.account().value()));
    attributes.put("aws:PrincipalAccount", List.of(caller.account().value()));
    attributes.put("aws:PrincipalArn", List.of(Principals.arn(caller)));
    Principals.userName(caller).ifPresent(name -> attributes.put("aws:username", List.of(name)));
    attributes.put("aws:RequestedRegion", List.of(key.scope().region().value()));
    attributes.put("aws:ResourceAccount", List.of(key.scope().account().value()));
    attributes.put("aws:CurrentTime", List.of(now.toString()));
    attributes.put("aws:EpochTime", List.of(String.valueOf(now.getEpochSecond())));
    attributes.put("aws:ViaAWSService", List.of(String.valueOf(forSomebody)));
    if (forSomebody) {
      attributes.put("kms:ViaService", List.of("s3." + key.scope().region() + ".amazonaws.com"));
    }
    return attributes;
  }
}
