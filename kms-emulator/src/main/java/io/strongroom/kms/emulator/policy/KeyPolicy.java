package io.strongroom.kms.emulator.policy;

import java.util.List;

/** A parsed key policy. Immutable. */
public final class KeyPolicy {

  /** Greatest size of the text. */
  public static final int MAX_SIZE_IN_BYTES = 32_768;

  private final List<Statement> statements;

  KeyPolicy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /** What the policy says about a request; a denial wins. */
  public Decision decide(PolicyRequest request) {
    Decision decision = Decision.SILENT;
    for (Statement statement : statements) {
      if (statement.appliesTo(request)) {
        if (!statement.allows()) {
          return Decision.DENIED;
        }
        decision = Decision.ALLOWED;
      }
    }
    return decision;
  }

  /** Whether some request for this action is allowed, whatever its key and conditions. */
  public boolean mayAllow(String action) {
    return statements.stream().anyMatch(statement -> statement.allows(action));
  }

  /**
   * Whether some statement has a condition on this key.
   *
   * @param conditionKey in lower case
   */
  public boolean dependsOn(String conditionKey) {
    return statements.stream()
        .flatMap(statement -> statement.when().stream())
        .anyMatch(condition -> condition.key().equals(conditionKey));
  }

  /** The policy of a key made without one: the account, and so everyone in it, may do all. */
  public static String defaultText(String rootPrincipal) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "Enable IAM User Permissions",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%s"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }"""
        .formatted(rootPrincipal);
  }
}
