package io.strongroom.protocol.query;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.iam.PolicySimulator;
import io.strongroom.domain.iam.PolicySimulator.Decision;
import io.strongroom.domain.iam.PolicySimulator.Question;
import io.strongroom.policy.Verdict;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What policies would decide. */
final class SimulationActions {

  private static final int MOST_PAIRS = 1_000;

  private final PolicySimulator simulator;

  SimulationActions(PolicySimulator simulator) {
    this.simulator = simulator;
  }

  void addTo(Actions actions) {
    actions
        .add("SimulateCustomPolicy", this::custom, SimulationActions::write)
        .add("SimulatePrincipalPolicy", this::ofPrincipal, SimulationActions::write);
  }

  private Uni<List<Decision>> custom(QueryCall call) {
    Question question = question(call);
    if (question.documents().isEmpty()) {
      throw QueryRefused.invalid(
          "1 validation error detected: Value null at 'policyInputList' failed to satisfy constraint: Member must not be null");
    }
    return Uni.createFrom()
        .item(simulator.custom(call.caller(), call.optional("CallerArn"), question));
  }

  private Uni<List<Decision>> ofPrincipal(QueryCall call) {
    return simulator.ofPrincipal(call.caller(), call.required("PolicySourceArn"), question(call));
  }

  private static Question question(QueryCall call) {
    List<String> resources = call.list("ResourceArns");
    List<String> boundaries = call.list("PermissionsBoundaryPolicyInputList");
    if (boundaries.size() > 1) {
      throw QueryRefused.invalid("PermissionsBoundaryPolicyInputList takes one policy");
    }
    List<String> actions = call.list("ActionNames");
    if (actions.isEmpty() || actions.size() * Math.max(1, resources.size()) > MOST_PAIRS) {
      throw QueryRefused.invalid(
          "ActionNames and ResourceArns have from 1 to " + MOST_PAIRS + " pairs");
    }
    return new Question(
        actions,
        resources.isEmpty() ? List.of("*") : resources,
        call.list("PolicyInputList"),
        boundaries.stream().findFirst(),
        call.optional("ResourcePolicy"),
        call.optional("ResourceOwner").map(SimulationActions::account),
        context(call));
  }

  private static String account(String owner) {
    String[] parts = owner.split(":", 6);
    return parts.length == 6 ? parts[4] : owner;
  }

  private static Map<String, List<String>> context(QueryCall call) {
    Map<String, List<String>> context = new HashMap<>();
    String name = "ContextEntries.member.1";
    Optional<String> key = call.optional(name + ".ContextKeyName");
    while (key.isPresent()) {
      call.optional(name + ".ContextKeyType");
      context.put(key.get(), call.list(name + ".ContextKeyValues"));
      name = "ContextEntries.member." + (context.size() + 1);
      key = call.optional(name + ".ContextKeyName");
    }
    return context;
  }

  private static void write(XmlWriter xml, List<Decision> decisions) {
    xml.open("EvaluationResults");
    for (Decision decision : decisions) {
      xml.open("member")
          .element("EvalActionName", decision.action())
          .element("EvalResourceName", decision.resource())
          .element("EvalDecision", word(decision.verdict()))
          .open("MatchedStatements");
      decider(decision.verdict()).ifPresent(by -> statement(xml, by));
      xml.close().open("MissingContextValues");
      decision.missing().forEach(key -> xml.element("member", key));
      xml.close().close();
    }
    xml.close().element("IsTruncated", false);
  }

  private static void statement(XmlWriter xml, Verdict.Decider by) {
    String id =
        by.policy()
            + "#"
            + by.statement()
                .sid()
                .filter(sid -> !sid.isEmpty())
                .orElse("" + (by.statement().index() + 1));
    xml.open("member")
        .element("SourcePolicyId", id)
        .element(
            "SourcePolicyType",
            by.source() == Verdict.Source.RESOURCE ? "Resource Policy" : "IAM Policy")
        .close();
  }

  private static Optional<Verdict.Decider> decider(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed(Optional<Verdict.Decider> by) -> by;
      case Verdict.Denied(Verdict.Decider by) -> Optional.of(by);
      case Verdict.Unallowed _, Verdict.PublicAccessBlocked _ -> Optional.empty();
    };
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allowed _ -> "allowed";
      case Verdict.Denied _ -> "explicitDeny";
      case Verdict.Unallowed _, Verdict.PublicAccessBlocked _ -> "implicitDeny";
    };
  }
}
