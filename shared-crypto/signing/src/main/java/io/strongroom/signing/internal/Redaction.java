package io.strongroom.signing.internal;

import java.util.regex.Pattern;

/** Keeps customer keys and session tokens out of the texts that error answers may repeat. */
public final class Redaction {

  private static final Pattern SECRET_HEADER =
      Pattern.compile(
          "(?m)^(x-(?:amz|obs)-(?:copy-source-)?server-side-encryption-customer-key"
              + "|x-(?:amz|obs|sdk)-security-token|x-security-token|x-auth-token):.*$");

  private Redaction() {}

  /** {@code text} with the values of secret headers replaced. */
  public static String redact(String text) {
    return SECRET_HEADER.matcher(text).replaceAll("$1:[redacted]");
  }
}
