package io.strongroom.emulator.key;

import java.util.Optional;

/**
 * A call was refused for a reason its caller can act on. Carries no stack trace: it is an answer.
 * The message is meant for the caller and holds no secret.
 */
public final class KmsRefusal extends RuntimeException {

  private final KmsError error;
  private final Optional<String> text;
  private final Optional<String> decision;

  private KmsRefusal(KmsError error, Optional<String> text, Optional<String> decision) {
    super(error.wireName() + text.map(t -> ": " + t).orElse(""), null, false, false);
    this.error = error;
    this.text = text;
    this.decision = decision;
  }

  /**
   * Somebody may not do something.
   *
   * @param decision what decided, for operators: told to the services that call for others
   */
  public static KmsRefusal denied(String text, String decision) {
    return new KmsRefusal(KmsError.ACCESS_DENIED, Optional.of(text), Optional.of(decision));
  }

  /** A refusal with a message. */
  public static KmsRefusal of(KmsError error, String text) {
    return new KmsRefusal(error, Optional.of(text), Optional.empty());
  }

  /** A refusal that AWS sends without a message. */
  public static KmsRefusal silent(KmsError error) {
    return new KmsRefusal(error, Optional.empty(), Optional.empty());
  }

  /** The key does not exist. */
  public static KmsRefusal noSuchKey(KeyArn arn) {
    return of(KmsError.NOT_FOUND, "Key '" + arn + "' does not exist");
  }

  /** The alias does not exist. */
  public static KmsRefusal noSuchAlias(String aliasArn) {
    return of(KmsError.NO_SUCH_ALIAS, "Alias " + aliasArn + " is not found.");
  }

  /** The key is disabled. */
  public static KmsRefusal disabled(KeyArn arn) {
    return of(KmsError.DISABLED, arn + " is disabled.");
  }

  /** The key's state does not allow the operation. */
  public static KmsRefusal invalidState(KmsKey key) {
    String state =
        switch (key.state()) {
          case PENDING_DELETION -> "pending deletion";
          case PENDING_REPLICA_DELETION -> "pending replica deletion";
          case PENDING_IMPORT -> "pending import";
          case DISABLED -> "disabled";
          case ENABLED -> "enabled";
        };
    return of(KmsError.INVALID_STATE, key.arn() + " is " + state + ".");
  }

  /** Too many requests. */
  public static KmsRefusal throttled() {
    return of(
        KmsError.THROTTLED,
        "You have exceeded the rate at which you may call KMS. Reduce the frequency of your"
            + " calls.");
  }

  /** More is under way than this process, or its database, can take. */
  public static KmsRefusal overloaded() {
    return of(KmsError.OVERLOADED, "The service is busy. Try again.");
  }

  /** One member breaks a constraint that is not of the usual form. */
  public static KmsRefusal invalid(String text) {
    return of(KmsError.VALIDATION, text);
  }

  /** Which refusal. */
  public KmsError error() {
    return error;
  }

  /** What decided, for operators. */
  public Optional<String> decision() {
    return decision;
  }

  /** What the caller is told. */
  public Optional<String> text() {
    return text;
  }
}
