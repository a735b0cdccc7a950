package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A compiled policy. Immutable; thread-safe. */
public final class Policy {

  private final List<Statement> statements;
  private final Set<String> keys;

  Policy(List<Statement> statements, Set<String> keys) {
    this.statements = List.copyOf(statements);
    this.keys = Set.copyOf(keys);
  }

  /**
   * Reads a document.
   *
   * @throws PolicyException when it is not, in every part, what {@code grammar} says
   */
  public static Policy parse(String text, Grammar grammar) {
    return new PolicyParser(grammar).parse(text);
  }

  /** What several policies say as if they were one. */
  public static Policy together(List<Policy> policies) {
    return new Policy(
        policies.stream().flatMap(policy -> policy.statements.stream()).toList(),
        policies.stream()
            .flatMap(policy -> policy.keys.stream())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** What this policy says about a request. A denial wins, wherever it stands. */
  public Answer ask(PolicyRequest request) {
    Question question = Question.of(request);
    Optional<Answer.Allows> allowed = Optional.empty();
    for (Statement statement : statements) {
      Optional<Reach> reach = statement.reach(question);
      if (reach.isPresent() && !statement.allows()) {
        return new Answer.Denies(statement.ref());
      }
      if (reach.isPresent() && allowed.map(a -> isStronger(reach.get(), a)).orElse(true)) {
        allowed = Optional.of(new Answer.Allows(statement.ref(), reach.get()));
      }
    }
    return allowed.<Answer>map(found -> found).orElseGet(() -> silent(question));
  }

  private static boolean isStronger(Reach reach, Answer.Allows than) {
    return reach.compareTo(than.reach()) < 0;
  }

  private Answer silent(Question question) {
    return new Answer.Silent(
        statements.stream()
            .filter(Statement::allows)
            .filter(statement -> statement.isAbout(question))
            .filter(statement -> statement.principals().reach(question.caller()).isPresent())
            .flatMap(statement -> nearMiss(statement, question).stream())
            .findFirst());
  }

  private static Optional<Answer.NearMiss> nearMiss(Statement statement, Question question) {
    return statement
        .firstUnmet(question)
        .map(
            condition ->
                new Answer.NearMiss(
                    statement.ref(), condition.check().operator().text(), condition.key()));
  }

  /** Whether some request for this action is allowed, whoever asks, for whatever resource. */
  public boolean mayAllow(String action) {
    return statements.stream().anyMatch(statement -> statement.mayAllow(action));
  }

  /** Whether some statement allows everyone in the world, and no condition pins down whom. */
  public boolean isPublic() {
    return statements.stream().anyMatch(Publicity::isPublic);
  }

  /** Whom statements name, as AWS's form spells them: accounts, users, roles and sessions. */
  public Set<String> principals() {
    return statements.stream()
        .flatMap(statement -> statement.principals().names().stream())
        .filter(Arns::isPrincipal)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * This policy, about the principals with these ids: whoever has their names later is somebody
   * else.
   *
   * @param ids by the name that the policy has; other names stay
   */
  public Policy bound(Map<String, String> ids) {
    return new Policy(statements.stream().map(statement -> statement.bound(ids)).toList(), keys);
  }

  /** The condition keys that answers may depend on, in lower case. */
  public Set<String> conditionKeys() {
    return keys;
  }

  /** Whether an answer may depend on this condition key, in a condition or as a variable. */
  public boolean dependsOn(String conditionKey) {
    return keys.contains(Attributes.folded(conditionKey));
  }
}
