package io.strongroom.policy.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The form of an ARN, each of its six components apart: a star stays within its own. The sixth
 * keeps its colons. Immutable.
 *
 * <p>Source: IAM user guide, "Amazon Resource Name (ARN) condition operators".
 */
public final class ArnPattern {

  private static final int COMPONENTS = 6;

  private final Template whole;
  private final List<Template> components;

  private ArnPattern(Template whole) {
    this.whole = whole;
    this.components = whole.split(COMPONENTS);
  }

  /** The form that a text of a policy gives. */
  public static ArnPattern of(Template text) {
    return new ArnPattern(text);
  }

  /** Whether {@code text} is an ARN of this form. */
  public boolean matches(String text, Variables variables) {
    List<String> actual = components(text);
    if (actual.size() < COMPONENTS) {
      return false;
    }
    if (components.size() == COMPONENTS) {
      return componentsMatch(components, actual, variables);
    }
    // A whole ARN may come out of one variable; its characters are literal.
    return !whole.keys().isEmpty() && whole.literal(variables).map(text::equals).orElse(false);
  }

  private static boolean componentsMatch(
      List<Template> wanted, List<String> actual, Variables variables) {
    for (int i = 0; i < COMPONENTS; i++) {
      if (!wanted.get(i).matches(actual.get(i), variables)) {
        return false;
      }
    }
    return true;
  }

  private static List<String> components(String text) {
    List<String> components = new ArrayList<>();
    int from = 0;
    while (components.size() < COMPONENTS - 1) {
      int colon = text.indexOf(':', from);
      if (colon < 0) {
        return List.of();
      }
      components.add(text.substring(from, colon));
      from = colon + 1;
    }
    components.add(text.substring(from));
    return components.getFirst().equals("arn") ? components : List.of();
  }
}
