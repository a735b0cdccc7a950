package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.CallerPolicies.Own;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import io.strongroom.policy.condition.Attributes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the policies of those who call for themselves. Of those for whom a service calls, the
 * service has asked them: it knows their sessions. Thread-safe.
 */
@ApplicationScoped
public class IdentityQuestions {

  /** What names no key, so that no key's policy has a say. By AWS's names, then DEW's. */
  private static final Map<String, String> KEYLESS =
      Map.ofEntries(
          Map.entry("CreateKey", "kms:CreateKey"),
          Map.entry("ListKeys", "kms:ListKeys"),
          Map.entry("ListAliases", "kms:ListAliases"),
          Map.entry("GenerateRandom", "kms:GenerateRandom"),
          Map.entry("ListRetirableGrants", "kms:ListRetirableGrants"),
          Map.entry("DescribeCustomKeyStores", "kms:DescribeCustomKeyStores"),
          Map.entry("ConnectCustomKeyStore", "kms:ConnectCustomKeyStore"),
          Map.entry("DisconnectCustomKeyStore", "kms:DisconnectCustomKeyStore"),
          Map.entry("UpdateCustomKeyStore", "kms:UpdateCustomKeyStore"),
          Map.entry("DeleteCustomKeyStore", "kms:DeleteCustomKeyStore"),
          Map.entry("CreateCustomKeyStore", "kms:CreateCustomKeyStore"),
          Map.entry("create-key", "kms:CreateKey"),
          Map.entry("list-keys", "kms:ListKeys"),
          Map.entry("gen-random", "kms:GenerateRandom"),
          Map.entry("list-retirable-grants", "kms:ListRetirableGrants"),
          Map.entry("list-keys-by-tags", "kms:ListKeys"),
          Map.entry("GET aliases", "kms:ListAliases"),
          Map.entry("GET list-project-tags", "kms:ListResourceTags"),
          Map.entry("GET user-instances", "kms:ListKeys"),
          Map.entry("GET user-quotas", "kms:ListKeys"),
          Map.entry("GET list-keystores", "kms:DescribeCustomKeyStores"));

  private final CallerPolicies identities;

  IdentityQuestions(CallerPolicies identities) {
    this.identities = identities;
  }

  /** What is known of a caller who calls for themselves and has policies. */
  Optional<Own> of(KmsCaller caller) {
    return caller.service().isPresent() ? Optional.empty() : identities.of(caller);
  }

  /**
   * Demands that the caller may do what names no key; other operations are decided with their key.
   *
   * @param operation by its name in either API
   * @throws KmsRefusal {@code ACCESS_DENIED}
   */
  void requireKeyless(KmsCaller caller, String operation, RequestFacts facts) {
    Optional<Own> own = of(caller);
    Optional<String> action = Optional.ofNullable(KEYLESS.get(operation));
    if (own.isEmpty() || action.isEmpty()) {
      return;
    }
    Verdict verdict =
        Evaluation.decide(
            request(caller, own.get(), action.get(), facts),
            own.get().policies(),
            ResourceRules.BUCKETS);
    if (!verdict.isAllowed()) {
      throw KmsRefusal.of(
          KmsError.ACCESS_DENIED,
          "User: "
              + caller.principal()
              + " is not authorized to perform: "
              + action.get()
              + " "
              + KeyDenials.told(verdict, action.get()));
    }
  }

  private static PolicyRequest request(
      KmsCaller caller, Own own, String action, RequestFacts facts) {
    Map<String, List<String>> attributes = new HashMap<>(facts.attributes(caller));
    attributes.putAll(own.attributes());
    attributes.put("aws:ViaAWSService", List.of("false"));
    attributes.put("kms:CallerAccount", List.of(caller.account().value()));
    return new PolicyRequest(
        own.names(),
        action,
        new PolicyRequest.Resource("*", caller.account().value()),
        Attributes.of(attributes));
  }
}
