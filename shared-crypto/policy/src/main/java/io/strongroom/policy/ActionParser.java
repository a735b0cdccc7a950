package io.strongroom.policy;

import io.strongroom.policy.ActionPattern.Level;
import io.strongroom.policy.PolicyError.ActionFlaw;
import java.util.regex.Pattern;

/** Reads actions. */
final class ActionParser {

  private static final String ALL = "*";
  private static final Pattern AWS = Pattern.compile("[A-Za-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128}");
  private static final Pattern OBS = Pattern.compile("[A-Za-z*?]{1,128}");

  private final DocumentWords words;

  ActionParser(DocumentWords words) {
    this.words = words;
  }

  ActionPattern parse(String text) {
    return switch (words.grammar().form()) {
      case AWS -> text.equals(ALL) ? ActionPattern.of(ALL, Level.ANY) : aws(text);
      case OBS -> obs(text);
      case HUAWEI_IAM ->
          ObsNames.identityAction(text).orElseThrow(() -> malformed(text, ActionFlaw.CHARACTERS));
    };
  }

  private ActionPattern aws(String text) {
    long colons = text.chars().filter(c -> c == ':').count();
    if (colons != 1) {
      throw malformed(text, colons == 0 ? ActionFlaw.NO_VENDOR : ActionFlaw.TOO_MANY_COLONS);
    }
    if (!AWS.matcher(text).matches()) {
      throw malformed(text, ActionFlaw.CHARACTERS);
    }
    return known(text, text);
  }

  private ActionPattern obs(String text) {
    if (!OBS.matcher(text).matches()) {
      throw malformed(text, ActionFlaw.CHARACTERS);
    }
    return known("s3:" + text, text);
  }

  private ActionPattern known(String pattern, String text) {
    if (!words.grammar().vocabulary().knowsAction(pattern)) {
      throw new PolicyException(new PolicyError.UnknownAction(text));
    }
    return ActionPattern.of(pattern, Level.ANY);
  }

  private static PolicyException malformed(String text, ActionFlaw flaw) {
    return new PolicyException(new PolicyError.MalformedAction(text, flaw));
  }
}
