package io.strongroom.emulator.policy;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.policy.Principal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Callers as policies know them. */
public final class Principals {

  private static final Pattern USER =
      Pattern.compile("arn:aws[a-z-]*:iam::[^:]*:user/(?:.*/)?(.+)");
  private static final Pattern FEDERATED =
      Pattern.compile("arn:aws[a-z-]*:sts::[0-9]{12}:federated-user/.+");

  private Principals() {}

  /** The names of a caller. */
  public static Principal of(KmsCaller caller) {
    if (isRoot(caller)) {
      return Principal.root(caller.account().value());
    }
    if (FEDERATED.matcher(caller.principal().text()).matches()) {
      return Principal.federated(caller.principal().text(), caller.account().value());
    }
    String arn = arn(caller);
    return arn.equals(caller.principal().text())
        ? Principal.user(arn, caller.account().value())
        : Principal.session(caller.principal().text(), arn, caller.account().value());
  }

  /** Whether a caller is the root of its account. */
  public static boolean isRoot(KmsCaller caller) {
    return caller.principal().text().endsWith(":iam::" + caller.account() + ":root");
  }

  /** What {@code aws:PrincipalArn} says: of a session, its role. */
  public static String arn(KmsCaller caller) {
    return caller.role().orElseGet(caller::principal).text();
  }

  /** What {@code aws:username} says; empty for callers that are no users. */
  public static Optional<String> userName(KmsCaller caller) {
    Matcher user = USER.matcher(caller.principal().text());
    return user.matches() ? Optional.of(user.group(1)) : Optional.empty();
  }
}
