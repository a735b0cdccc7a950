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

  boolean matches(Question question) {
    return matches(question.action())
        && switch (level) {
          case ANY -> true;
          case BUCKET -> !question.ofObject();
          case OBJECT -> question.ofObject();
        };
  }
}
