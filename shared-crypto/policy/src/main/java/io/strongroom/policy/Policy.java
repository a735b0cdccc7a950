package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** What this policy says about a request. A denial wins, wherever it stands. */
  public Answer ask(PolicyRequest request) {
    Optional<Answer.Allows> allowed = Optional.empty();
    for (Statement statement : statements) {
      Optional<Reach> reach = statement.reach(request);
      if (reach.isPresent() && !statement.allows()) {
        return new Answer.Denies(statement.ref());
      }
      if (reach.isPresent() && allowed.map(a -> isStronger(reach.get(), a)).orElse(true)) {
        allowed = Optional.of(new Answer.Allows(statement.ref(), reach.get()));
      }
    }
    return allowed.<Answer>map(found -> found).orElseGet(() -> silent(request));
  }

  private static boolean isStronger(Reach reach, Answer.Allows than) {
    return reach.compareTo(than.reach()) < 0;
  }

  private Answer silent(PolicyRequest request) {
    return new Answer.Silent(
        statements.stream()
            .filter(Statement::allows)
            .filter(statement -> statement.isAbout(request))
            .filter(statement -> statement.principals().reach(request.caller()).isPresent())
            .flatMap(statement -> nearMiss(statement, request).stream())
            .findFirst());
  }

  private static Optional<Answer.NearMiss> nearMiss(Statement statement, PolicyRequest request) {
    return statement
        .firstUnmet(request)
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

  /** Whether an answer may depend on this condition key, in a condition or as a variable. */
  public boolean dependsOn(String conditionKey) {
    return keys.contains(Attributes.folded(conditionKey));
  }
}
