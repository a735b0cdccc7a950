package io.strongroom.kms.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.key.Caller;
import io.strongroom.kms.emulator.key.KeyArn;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.policy.Decision;
import io.strongroom.kms.emulator.policy.KeyPolicy;
import io.strongroom.kms.emulator.policy.PolicyParser;
import io.strongroom.kms.emulator.policy.PolicyRequest;
import io.strongroom.kms.emulator.store.AliasStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks key policies. Thread-safe. */
@ApplicationScoped
public class Policies {

  private static final int MAX_ALIASES = 50;

  private final AliasStore aliases;

  Policies(AliasStore aliases) {
    this.aliases = aliases;
  }

  /** What the key's policy says. */
  Uni<Decision> decide(Access access) {
    Optional<String> text = access.key().policy();
    if (text.isEmpty()) {
      return Uni.createFrom().item(byDefault(access));
    }
    return decide(access, PolicyParser.parse(text.get()));
  }

  /** What {@code policy} says, be it the key's or a permissions boundary. */
  Uni<Decision> decide(Access access, KeyPolicy policy) {
    return attributes(access, policy)
        .map(
            attributes ->
                policy.decide(
                    request(access.caller(), access.action(), access.key().arn(), attributes)));
  }

  /** The policy's text, the default one when the key has none of its own. */
  public String text(KmsKey key) {
    return key.policy().orElseGet(() -> KeyPolicy.defaultText(key.arn().scope().rootPrincipal()));
  }

  /**
   * Demands a valid policy that will let {@code caller} change it again.
   *
   * @throws KmsRefusal {@code MALFORMED_POLICY}, {@code LIMIT_EXCEEDED}
   */
  public void requireAcceptable(String text, Caller caller, KeyArn key, boolean mayLockOut) {
    KeyPolicy policy = PolicyParser.parse(text);
    Decision later = policy.decide(request(caller, "kms:PutKeyPolicy", key, common(caller, key)));
    if (later != Decision.ALLOWED && !mayLockOut) {
      throw KmsRefusal.of(
          KmsError.MALFORMED_POLICY,
          "The new key policy will not allow you to update the key policy in the future.");
    }
  }

  private static Decision byDefault(Access access) {
    boolean own = access.caller().account().equals(access.key().arn().scope().account());
    return own ? Decision.ALLOWED : Decision.SILENT;
  }

  private static PolicyRequest request(
      Caller caller, String action, KeyArn key, Map<String, List<String>> attributes) {
    return new PolicyRequest(caller.names(), caller.account(), action, key.toString(), attributes);
  }

  // Aliases are loaded only for a policy that asks about them.
  private Uni<Map<String, List<String>>> attributes(Access access, KeyPolicy policy) {
    Map<String, List<String>> attributes = new TreeMap<>(access.attributes());
    attributes.putAll(common(access.caller(), access.key().arn()));
    attributes.put("kms:KeySpec", List.of(access.key().type().spec().wireName()));
    attributes.put("kms:KeyUsage", List.of(access.key().type().usage().name()));
    attributes.put("kms:KeyOrigin", List.of(access.key().type().origin().name()));
    attributes.put("kms:MultiRegion", List.of(String.valueOf(access.key().type().multiRegion())));
    access
        .context()
        .forEach((name, value) -> attributes.put("kms:EncryptionContext:" + name, List.of(value)));
    if (!access.context().isEmpty()) {
      attributes.put("kms:EncryptionContextKeys", List.copyOf(access.context().keySet()));
    }
    if (!policy.dependsOn("kms:resourcealiases")) {
      return Uni.createFrom().item(attributes);
    }
    KeyArn arn = access.key().arn();
    return aliases
        .list(arn.scope(), Optional.of(arn), "", MAX_ALIASES)
        .map(
            found -> {
              attributes.put(
                  "kms:ResourceAliases", found.stream().map(alias -> alias.name().text()).toList());
              return attributes;
            });
  }

  private static Map<String, List<String>> common(Caller caller, KeyArn key) {
    Map<String, List<String>> attributes = new TreeMap<>();
    attributes.put("kms:CallerAccount", List.of(caller.account()));
    attributes.put("aws:PrincipalAccount", List.of(caller.account()));
    attributes.put("aws:PrincipalArn", List.of(caller.principal()));
    if (caller.service().isPresent()) {
      attributes.put("kms:ViaService", List.of("s3." + key.scope().region() + ".amazonaws.com"));
    }
    return attributes;
  }
}
