package io.strongroom.policy;

/** Why a document is no policy. Each service has its own words for these. */
public sealed interface PolicyError {

  /** The text is longer than its kind may be. */
  record TooLong(int maxInBytes) implements PolicyError {}

  /** The first character of a bucket policy is no brace. */
  record NoBrace() implements PolicyError {}

  /** The text is not JSON. */
  record NotJson(String detail) implements PolicyError {}

  /** Something is there more often than it may be. */
  record TooMany(String what, int max) implements PolicyError {}

  /** An object has a member twice. */
  record DuplicateMember(String name) implements PolicyError {}

  /** An object has a member that the language does not have. */
  record UnknownMember(String name) implements PolicyError {}

  /** An element has another JSON type than it must. */
  record WrongType(String element) implements PolicyError {}

  /** An element must be there. */
  record Missing(String element) implements PolicyError {}

  /** An element may not be in a policy of this kind. */
  record Prohibited(String element) implements PolicyError {}

  /** An element and its Not form are both there. */
  record Both(String element) implements PolicyError {}

  /** A list must not be empty. */
  record Empty(String element) implements PolicyError {}

  /** The version is none. */
  record InvalidVersion(String value) implements PolicyError {}

  /** The effect is neither Allow nor Deny. */
  record InvalidEffect(String value) implements PolicyError {}

  /** A statement's id has other characters than it may. */
  record InvalidSid(String value) implements PolicyError {}

  /** Two statements have one id. */
  record DuplicateSid(String value) implements PolicyError {}

  /** A principal that cannot be. */
  record InvalidPrincipal(String value) implements PolicyError {}

  /** NotPrincipal with Allow would allow everybody else in the world. */
  record AllowAllBut() implements PolicyError {}

  /** An action that is not of the form {@code vendor:Name}. */
  record MalformedAction(String value, ActionFlaw flaw) implements PolicyError {}

  /** An action that the service does not have. */
  record UnknownAction(String value) implements PolicyError {}

  /** An action of a statement that can be done to none of its resources. */
  record ActionWithoutResource(String action) implements PolicyError {}

  /** A condition key that none of the statement's actions has. */
  record ConditionWithoutAction(String key) implements PolicyError {}

  /** A resource that cannot be meant here. */
  record InvalidResource(String value) implements PolicyError {}

  /** A variable that is not well-formed, or stands where none may. */
  record InvalidVariable(String text) implements PolicyError {}

  /** A condition operator that does not exist. */
  record UnknownOperator(String name) implements PolicyError {}

  /** A condition key that the service does not have. */
  record UnknownConditionKey(String name) implements PolicyError {}

  /** A quantifier that the key needs and lacks, or has and must not. */
  record WrongQuantifier(String operator, String key) implements PolicyError {}

  /** A value that the operator cannot compare with. */
  record InvalidValue(String operator, String key, String value) implements PolicyError {}

  /** What an action lacks. */
  enum ActionFlaw {
    NO_VENDOR,
    TOO_MANY_COLONS,
    CHARACTERS
  }

  /** A sentence for logs, and for services that have no words of their own. */
  default String sentence() {
    return PolicyErrorText.of(this);
  }
}
