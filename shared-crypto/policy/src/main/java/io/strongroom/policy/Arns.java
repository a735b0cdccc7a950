package io.strongroom.policy;

import java.util.regex.Pattern;

/** The forms of ARNs in policies. */
final class Arns {

  private static final Pattern PATTERN =
      Pattern.compile("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+", Pattern.DOTALL);
  private static final Pattern BUCKET_WITH_REGION =
      Pattern.compile("arn:[^:]*:s3:[^:*?]+:.*", Pattern.DOTALL);
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern PRINCIPAL =
      Pattern.compile(
          "arn:aws[a-z-]*:(?:iam::[0-9]{12}:(?:root|(?:user|role)/[\\w+=,.@/-]{1,600})"
              + "|sts::[0-9]{12}:(?:assumed-role/[\\w+=,.@-]{1,128}/[\\w+=,.@-]{1,64}"
              + "|federated-user/[\\w+=,.@-]{1,64}))");

  private Arns() {}

  /** Whether a text has the six components of an ARN; buckets have no region. */
  static boolean isPattern(String text) {
    return PATTERN.matcher(text).matches() && !BUCKET_WITH_REGION.matcher(text).matches();
  }

  /** Whether a text names an account, a user, a role or a session; wildcards name nobody. */
  static boolean isPrincipal(String text) {
    return ACCOUNT.matcher(text).matches() || PRINCIPAL.matcher(text).matches();
  }
}
