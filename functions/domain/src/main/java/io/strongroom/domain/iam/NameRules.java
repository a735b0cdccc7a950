package io.strongroom.domain.iam;

import java.util.regex.Pattern;

/** What things may be called. Source: IAM user guide, "IAM and AWS STS quotas". */
public final class NameRules {

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
  private static final Pattern PATH = Pattern.compile("/|/[\\x21-\\x7e]{1,510}/");

  private NameRules() {}

  /**
   * Demands that something may be called so.
   *
   * @param parameter in which the name came
   * @throws IdentityException Invalid
   */
  public static String require(String name, String parameter, int most) {
    if (!NAME.matcher(name).matches() || name.length() > most) {
      throw new IdentityException(
          new IdentityError.Invalid(
              "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]{1,%d}"
                  .formatted(name, parameter, most)));
    }
    return name;
  }

  /**
   * Demands that it is a path.
   *
   * @throws IdentityException Invalid
   */
  public static String requirePath(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IdentityException(
          new IdentityError.Invalid(
              "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters."));
    }
    return path;
  }
}
