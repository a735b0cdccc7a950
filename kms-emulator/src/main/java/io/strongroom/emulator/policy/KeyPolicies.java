package io.strongroom.emulator.policy;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.policy.Answer;
import io.strongroom.policy.Grammar;
import io.strongroom.policy.Policy;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyException;
import io.strongroom.policy.PolicyKind;
import io.strongroom.policy.Reach;
import io.strongroom.policy.StatementRef;
import java.util.Optional;

/** Reads key policies and permissions boundaries. */
public final class KeyPolicies {

  private static final String DEFAULT_SID = "Enable IAM User Permissions";
  private static final Grammar KEY = Grammar.aws(PolicyKind.KEY, KmsVocabulary.WORDS);
  private static final Grammar BOUNDARY = Grammar.aws(PolicyKind.BOUNDARY, KmsVocabulary.WORDS);

  private KeyPolicies() {}

  /**
   * Parses a key policy.
   *
   * @throws KmsRefusal {@code MALFORMED_POLICY} or, when it is too long, {@code LIMIT_EXCEEDED}
   */
  public static Policy parse(String text) {
    return parse(text, KEY);
  }

  /**
   * Parses a permissions boundary, whose statements name no principal: it bounds whoever has it.
   *
   * @throws KmsRefusal as {@link #parse}
   */
  public static Policy parseBoundary(String text) {
    return parse(text, BOUNDARY);
  }

  private static Policy parse(String text, Grammar grammar) {
    try {
      return Policy.parse(text, grammar);
    } catch (PolicyException e) {
      if (e.error() instanceof PolicyError.TooLong) {
        throw KmsRefusal.of(KmsError.LIMIT_EXCEEDED, "The policy is too long.");
      }
      throw KmsRefusal.of(
          KmsError.MALFORMED_POLICY,
          "The policy document is not valid: " + e.error().sentence() + ".");
    }
  }

  /** The policy of a key made without one: the account, and so everyone in it, may do all. */
  public static String defaultText(String rootPrincipal) {
    return """
        {
          "Version" : "2012-10-17",
          "Id" : "key-default-1",
          "Statement" : [ {
            "Sid" : "%s",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "%s"
            },
            "Action" : "kms:*",
            "Resource" : "*"
          } ]
        }"""
        .formatted(DEFAULT_SID, rootPrincipal);
  }

  /** What somebody is given who may do all, as the policy that a key would have. */
  public static String givingText(String principal) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},\
        "Action":"kms:*","Resource":"*"}]}\
        """
        .formatted(principal.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /** What the default policy says to the key's own account. */
  public static Answer byDefault() {
    return new Answer.Allows(new StatementRef(0, Optional.of(DEFAULT_SID)), Reach.ACCOUNT);
  }
}
