package io.strongroom.policy;

import java.util.Optional;

/**
 * The words of a service: what a policy's author may name. A statement with a word that the service
 * does not know would be kept without effect, so it is refused.
 *
 * <p>Implementations are thread-safe.
 */
public interface ServiceWords {

  /** What a condition key is. */
  enum KeyUse {
    /** No key of this service. */
    UNKNOWN,
    /** A key with one value. */
    SINGLE,
    /** A key with one value that no quantifier may stand before. */
    UNQUANTIFIED,
    /** A key with several values, which wants a quantifier. */
    MULTIPLE
  }

  /**
   * Whether some action is meant.
   *
   * @param pattern in the form of AWS, with wildcards
   */
  boolean knowsAction(String pattern);

  /**
   * What a condition key is.
   *
   * @param key in the form of AWS, in any case
   */
  KeyUse keyUse(String key);

  /**
   * Whether a resource of this service can be meant.
   *
   * @param pattern in the form of AWS, with wildcards
   */
  boolean knowsResource(String pattern);

  /**
   * What is wrong with a statement of AWS's form as a whole, when each of its words is known.
   *
   * @return empty when its parts fit together
   */
  default Optional<PolicyError> misfit(StatementScope scope) {
    return Optional.empty();
  }

  /** Takes every word: for identities, whose policies speak of all services. */
  static ServiceWords open() {
    return new ServiceWords() {
      @Override
      public boolean knowsAction(String pattern) {
        return true;
      }

      @Override
      public KeyUse keyUse(String key) {
        return KeyUse.SINGLE;
      }

      @Override
      public boolean knowsResource(String pattern) {
        return true;
      }
    };
  }
}
