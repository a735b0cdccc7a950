package io.strongroom.policy;

/** Sentences for {@link PolicyError}. */
final class PolicyErrorText {

  private PolicyErrorText() {}

  static String of(PolicyError error) {
    return switch (error) {
      case PolicyError.TooLong(int max) -> "the policy is longer than " + max + " bytes";
      case PolicyError.NoBrace _ -> "the first character is not {";
      case PolicyError.NotJson(String detail) -> "the text is not JSON, " + detail;
      case PolicyError.TooMany(String what, int max) -> "more than " + max + " " + what;
      case PolicyError.DuplicateMember(String name) -> "the member " + name + " is there twice";
      case PolicyError.UnknownMember(String name) -> "unknown member " + name;
      case PolicyError.WrongType(String element) -> element + " has the wrong JSON type";
      case PolicyError.Missing(String element) -> element + " is missing";
      case PolicyError.Prohibited(String element) -> element + " is not allowed here";
      case PolicyError.Both(String element) ->
          "a statement takes one of " + element + " and Not" + element;
      case PolicyError.Empty(String element) -> element + " is empty";
      case PolicyError.InvalidVersion(String value) -> "unknown Version " + value;
      case PolicyError.InvalidEffect(String value) -> "Effect is neither Allow nor Deny: " + value;
      case PolicyError.InvalidSid(String value) -> "invalid Sid " + value;
      case PolicyError.DuplicateSid(String value) -> "the Sid " + value + " is there twice";
      case PolicyError.InvalidPrincipal(String value) -> "invalid principal " + value;
      case PolicyError.AllowAllBut _ -> "NotPrincipal cannot be used with Allow";
      case PolicyError.MalformedAction(String value, PolicyError.ActionFlaw _) ->
          "invalid action " + value;
      case PolicyError.UnknownAction(String value) -> "unknown action " + value;
      case PolicyError.ActionWithoutResource(String action) ->
          "the action " + action + " does not apply to any resource of its statement";
      case PolicyError.ConditionWithoutAction(String key) ->
          "the condition key " + key + " does not apply to any action of its statement";
      case PolicyError.InvalidResource(String value) -> "invalid resource " + value;
      case PolicyError.InvalidVariable(String text) -> "invalid policy variable in " + text;
      case PolicyError.UnknownOperator(String name) -> "unknown condition operator " + name;
      case PolicyError.UnknownConditionKey(String name) -> "unknown condition key " + name;
      case PolicyError.WrongQuantifier(String operator, String key) ->
          "the operator " + operator + " cannot be used with " + key;
      case PolicyError.InvalidValue(String operator, String key, String value) ->
          "the operator " + operator + " on " + key + " cannot compare with " + value;
    };
  }
}
