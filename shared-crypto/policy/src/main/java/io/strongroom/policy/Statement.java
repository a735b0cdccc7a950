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
  Optional<Reach> reach(Question question) {
    return isAbout(question) && firstUnmet(question).isEmpty()
        ? principals.reach(question.caller())
        : Optional.empty();
  }

  /** Whether it names the action and the resource. */
  boolean isAbout(Question question) {
    return hasAction(question) && hasResource(question);
  }

  /** The first condition that the request does not satisfy. */
  Optional<Condition> firstUnmet(Question question) {
    for (Condition condition : conditions) {
      if (!condition.holds(question.conditions(), allows)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  /** Whether it allows an action for some caller, resource and conditions. */
  boolean mayAllow(String action) {
    String lower = Attributes.folded(action);
    return allows
        && subject.actions().stream().anyMatch(form -> form.matches(lower)) != subject.notActions();
  }

  // Loops, no streams: each of these is asked for each statement of each request.
  private boolean hasAction(Question question) {
    for (ActionPattern form : subject.actions()) {
      if (form.matches(question)) {
        return !subject.notActions();
      }
    }
    return subject.notActions();
  }

  private boolean hasResource(Question question) {
    boolean named = isNamed(question);
    if (!subject.notResources()) {
      return named;
    }
    // A variable without a value leaves nothing out, which must not widen what is allowed.
    return !named
        && (!allows
            || subject.resources().stream()
                .noneMatch(form -> form.isUnresolved(question.conditions())));
  }

  private boolean isNamed(Question question) {
    for (Template form : subject.resources()) {
      if (form.matches(question.arn(), question.conditions())) {
        return true;
      }
    }
    return false;
  }
}
