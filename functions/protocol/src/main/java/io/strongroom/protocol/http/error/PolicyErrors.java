package io.strongroom.protocol.http.error;

import io.strongroom.policy.PolicyError;

/**
 * What is wrong with a bucket policy, in the words that clients know.
 *
 * <p>Source: answers recorded from Amazon S3, and those quoted in public issues.
 */
final class PolicyErrors {

  private PolicyErrors() {}

  static String text(PolicyError error) {
    return switch (error) {
      case PolicyError.NoBrace _ -> "Policies must be valid JSON and the first byte must be '{'";
      case PolicyError.NotJson _, PolicyError.DuplicateMember _ ->
          "This policy contains invalid Json";
      case PolicyError.TooLong(int most) ->
          "Policy exceeds the maximum allowed document size of " + most + " bytes";
      case PolicyError.Missing(String element) -> "Missing required field " + element;
      case PolicyError.Empty(String element) when element.equals("Statement") ->
          "Could not parse the policy: Statement is empty!";
      case PolicyError.InvalidVersion _ -> "The policy must contain a valid version string";
      case PolicyError.InvalidEffect(String value) -> "Invalid effect: " + value;
      case PolicyError.InvalidPrincipal _ -> "Invalid principal in policy";
      case PolicyError.MalformedAction _, PolicyError.UnknownAction _ ->
          "Policy has invalid action";
      case PolicyError.InvalidResource _ -> "Policy has invalid resource";
      case PolicyError.ActionWithoutResource _ ->
          "Action does not apply to any resource(s) in statement";
      case PolicyError.ConditionWithoutAction _ ->
          "Conditions do not apply to combination of actions and resources in statement";
      case PolicyError.UnknownConditionKey _ -> "Policy has an invalid condition key";
      case PolicyError.AllowAllBut _,
          PolicyError.Both _,
          PolicyError.DuplicateSid _,
          PolicyError.Empty _,
          PolicyError.InvalidSid _,
          PolicyError.InvalidValue _,
          PolicyError.InvalidVariable _,
          PolicyError.Prohibited _,
          PolicyError.TooMany _,
          PolicyError.UnknownMember _,
          PolicyError.UnknownOperator _,
          PolicyError.WrongQuantifier _,
          PolicyError.WrongType _ ->
          "Could not parse the policy: " + error.sentence();
    };
  }
}
