package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.identity.BuiltInPolicies;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.identity.Member.Kind;
import io.strongroom.domain.identity.NamedDocument;
import io.strongroom.domain.port.AccountMembers;
import io.strongroom.domain.port.IdentityPolicies;
import io.strongroom.policy.Evaluation;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.PolicyRequest;
import io.strongroom.policy.Principal;
import io.strongroom.policy.Reach;
import io.strongroom.policy.ResourceRules;
import io.strongroom.policy.Verdict;
import io.strongroom.policy.condition.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what policies would decide, by the same rules that requests are decided by. Nothing is done.
 * Thread-safe.
 *
 * <p>Source: IAM API reference, "SimulatePrincipalPolicy", "SimulateCustomPolicy".
 */
public final class PolicySimulator {

  private static final Pattern MEMBER =
      Pattern.compile("arn:[^:]+:iam::([0-9]{12}):(user|role)(/|/.*/)([^/]+)");

  private final AccountMembers identities;
  private final IdentityPolicies policies;
  private final IdentityRights rights;

  public PolicySimulator(
      AccountMembers identities, IdentityPolicies policies, IdentityRights rights) {
    this.identities = identities;
    this.policies = policies;
    this.rights = rights;
  }

  /**
   * What is to be decided.
   *
   * @param documents that count beside those of the principal
   * @param boundary what the principal may do at most
   * @param owner account of the resources; the principal's when absent
   * @param context condition keys with their values
   */
  public record Question(
      List<String> actions,
      List<String> resources,
      List<String> documents,
      Optional<String> boundary,
      Optional<String> resourcePolicy,
      Optional<String> owner,
      Map<String, List<String>> context) {}

  /**
   * A decision.
   *
   * @param missing condition keys that some policy asks for and the question does not give
   */
  public record Decision(String action, String resource, Verdict verdict, Set<String> missing) {}

  /** Decides by the question's documents alone, for a user without a name. Fails with NoPolicy. */
  public List<Decision> custom(Caller caller, Optional<String> callerArn, Question question) {
    rights.require(caller, "iam:SimulateCustomPolicy", "*");
    String arn = callerArn.orElse("arn:aws:iam::" + caller.account() + ":user/simulated");
    return decide(
        Principal.user(arn, caller.account().value()), List.of(), Optional.empty(), question);
  }

  /** Decides for somebody of the caller's account. Fails with NotThere, Invalid and NoPolicy. */
  public Uni<List<Decision>> ofPrincipal(Caller caller, String arn, Question question) {
    Matcher named = MEMBER.matcher(arn);
    if (!named.matches()) {
      throw new IdentityException(new IdentityError.Invalid("Invalid Entity Arn: " + arn));
    }
    rights.require(caller, "iam:SimulatePrincipalPolicy", arn);
    Kind kind = named.group(2).equals("user") ? Kind.USER : Kind.ROLE;
    return identities
        .member(kind, caller.account(), named.group(4))
        .map(
            found ->
                found
                    .filter(member -> member.arn().equals(arn))
                    .orElseThrow(
                        () ->
                            new IdentityException(
                                new IdentityError.NoSuchMember(kind, named.group(4)))))
        .chain(member -> ofMember(member, question));
  }

  private Uni<List<Decision>> ofMember(Member member, Question question) {
    Principal principal =
        Principal.user(member.arn(), member.name().account().value())
            .named(List.of(new Principal.Name(Reach.OWN, member.id())));
    return policies
        .effective(member.id())
        .chain(
            own ->
                boundary(member)
                    .map(
                        limit ->
                            decide(
                                principal,
                                own.stream().map(PolicySimulator::named).toList(),
                                limit,
                                question)));
  }

  private Uni<Optional<Named>> boundary(Member member) {
    Optional<String> arn = member.particulars().boundary();
    if (arn.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return policies
        .find(arn.get())
        .map(
            found ->
                Optional.of(
                    named(
                        found
                            .map(policy -> policy.document())
                            .orElseGet(() -> new NamedDocument(arn.get(), "")))));
  }

  private static Named named(NamedDocument document) {
    String text = BuiltInPolicies.document(document.name()).orElse(document.document());
    return new Named(document.name(), PolicyTexts.require(text, PolicyKind.BOUNDARY));
  }

  private static List<Decision> decide(
      Principal principal, List<Named> own, Optional<Named> limit, Question question) {
    List<Named> identity = new ArrayList<>(own);
    for (int i = 0; i < question.documents().size(); i++) {
      identity.add(input("PolicyInputList." + (i + 1), question.documents().get(i)));
    }
    Optional<Named> boundary =
        question
            .boundary()
            .map(text -> input("PermissionsBoundaryPolicyInputList.1", text))
            .or(() -> limit);
    Optional<Named> resource =
        question
            .resourcePolicy()
            .map(text -> new Named("ResourcePolicy", PolicyTexts.require(text, PolicyKind.KEY)));
    Policies all = new Policies(identity, resource, boundary, Optional.empty());
    Set<String> missing = missing(all, question.context());
    Attributes context = Attributes.of(question.context());
    String owner = question.owner().orElse(principal.account().orElse(""));
    List<Decision> decisions = new ArrayList<>();
    for (String action : question.actions()) {
      for (String arn : question.resources()) {
        PolicyRequest request =
            new PolicyRequest(principal, action, new PolicyRequest.Resource(arn, owner), context);
        decisions.add(
            new Decision(action, arn, Evaluation.decide(request, all, rules(arn)), missing));
      }
    }
    return decisions;
  }

  /** Of a key, the policy is the root of trust. */
  private static ResourceRules rules(String arn) {
    return arn.matches("arn:[^:]+:kms:.*") ? ResourceRules.KEYS : ResourceRules.BUCKETS;
  }

  private static Named input(String name, String text) {
    return new Named(name, PolicyTexts.require(text, PolicyKind.BOUNDARY));
  }

  private static Set<String> missing(Policies all, Map<String, List<String>> context) {
    Set<String> keys = new TreeSet<>();
    Stream.of(all.identity(), all.boundary().stream().toList(), all.resource().stream().toList())
        .flatMap(List::stream)
        .map(Named::policy)
        .map(Policy::conditionKeys)
        .forEach(keys::addAll);
    context.keySet().stream().map(Attributes::folded).forEach(keys::remove);
    return keys;
  }
}
