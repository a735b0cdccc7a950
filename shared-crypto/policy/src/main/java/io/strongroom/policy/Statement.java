package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.condition.Condition;
import io.strongroom.policy.text.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One statement of a policy. Immutable. */
record Statement(
    StatementRef ref,
    boolean allows,
    PrincipalElement principals,
    Subject subject,
    List<Condition> conditions) {

  Statement {
    conditions = List.copyOf(conditions);
  }

  /**
   * Actions and resources.
   *
   * @param notActions whether the actions are those that are not meant
   * @param notResources whether the resources are those that are not meant
   */
  record Subject(
      boolean notActions,
      List<ActionPattern> actions,
      boolean notResources,
      List<Template> resources) {
    Subject {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
    }
  }

  /** This statement, about principals by their ids. */
  Statement bound(Map<String, String> ids) {
    return new Statement(ref, allows, principals.bound(ids), subject, conditions);
  }

  /** By which name this statement reaches the caller, when it is about the request at all. */
  Optional<Reach> reach(PolicyRequest request) {
    return isAbout(request) && firstUnmet(request).isEmpty()
        ? principals.reach(request.caller())
        : Optional.empty();
  }

  /** Whether it names the action and the resource. */
  boolean isAbout(PolicyRequest request) {
    return hasAction(request) && hasResource(request);
  }

  /** The first condition that the request does not satisfy. */
  Optional<Condition> firstUnmet(PolicyRequest request) {
    return conditions.stream()
        .filter(condition -> !condition.holds(request.conditions(), allows))
        .findFirst();
  }

  /** Whether it allows an action for some caller, resource and conditions. */
  boolean mayAllow(String action) {
    String lower = Attributes.folded(action);
    return allows
        && subject.actions().stream().anyMatch(form -> form.matches(lower)) != subject.notActions();
  }

  private boolean hasAction(PolicyRequest request) {
    String lower = Attributes.folded(request.action());
    String arn = request.resource().arn();
    return subject.actions().stream().anyMatch(form -> form.matches(lower, arn))
        != subject.notActions();
  }

  private boolean hasResource(PolicyRequest request) {
    String arn = request.resource().arn();
    Attributes variables = request.conditions();
    boolean named = subject.resources().stream().anyMatch(form -> form.matches(arn, variables));
    if (!subject.notResources()) {
      return named;
    }
    // A variable without a value leaves nothing out, which must not widen what is allowed.
    return !named
        && (!allows
            || subject.resources().stream().noneMatch(form -> form.isUnresolved(variables)));
  }
}
