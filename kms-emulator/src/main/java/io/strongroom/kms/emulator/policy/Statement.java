package io.strongroom.kms.emulator.policy;

import java.util.List;
import java.util.Locale;

/** One statement of a policy. */
record Statement(
    boolean allows, Matcher principals, Matcher actions, Matcher resources, List<Condition> when) {

  /**
   * An element or its Not form.
   *
   * @param inverted whether the element is the Not form
   */
  record Matcher(boolean inverted, List<String> patterns) {}

  boolean appliesTo(PolicyRequest request) {
    return matchesPrincipal(request)
        && matches(actions, request.action().toLowerCase(Locale.ROOT))
        && matches(resources, request.resource())
        && when.stream().allMatch(condition -> condition.holds(request.attributes()));
  }

  boolean allows(String action) {
    return allows && matches(actions, action.toLowerCase(Locale.ROOT));
  }

  private boolean matchesPrincipal(PolicyRequest request) {
    boolean named =
        principals.patterns().stream()
            .anyMatch(
                pattern ->
                    pattern.equals("*")
                        || pattern.equals(request.account())
                        || request.principals().contains(pattern));
    return named != principals.inverted();
  }

  private static boolean matches(Matcher matcher, String text) {
    return matcher.patterns().stream().anyMatch(pattern -> Wildcard.matches(pattern, text))
        != matcher.inverted();
  }
}
