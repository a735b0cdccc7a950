package io.strongroom.launcher;

import java.io.PrintStream;

/** A new access key, as lines for {@code eval}. The secret is told this once. Stateless. */
final class AccessKeyLines {

  private AccessKeyLines() {}

  static void print(IdentityClient.Answer answer, PrintStream out) {
    out.println("export AWS_ACCESS_KEY_ID='" + answer.text("AccessKeyId") + "'");
    out.println("export AWS_SECRET_ACCESS_KEY='" + answer.text("SecretAccessKey") + "'");
  }
}
