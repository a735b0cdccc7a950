package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;
import io.strongroom.policy.text.Template;

/**
 * An action of a statement.
 *
 * @param form in lower case
 * @param level what it is done to; Huawei's form says it with the action
 */
record ActionPattern(Template form, Level level) {

  private static final int COLONS = 5;

  /** What an action is done to. */
  enum Level {
    ANY,
    BUCKET,
    OBJECT
  }

  static ActionPattern of(String text, Level level) {
    return new ActionPattern(Template.parse(Attributes.folded(text), false), level);
  }

  boolean matches(String lowerAction) {
    return form.matches(lowerAction, Attributes.NONE);
  }

  boolean matches(String lowerAction, String arn) {
    return matches(lowerAction)
        && switch (level) {
          case ANY -> true;
          case BUCKET -> !isObject(arn);
          case OBJECT -> isObject(arn);
        };
  }

  private static boolean isObject(String arn) {
    int at = -1;
    for (int i = 0; i < COLONS; i++) {
      at = arn.indexOf(':', at + 1);
    }
    return arn.indexOf('/', at + 1) >= 0;
  }
}
