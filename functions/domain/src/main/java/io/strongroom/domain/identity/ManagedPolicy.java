package io.strongroom.domain.identity;

import java.time.Instant;

/**
 * A policy that can be attached.
 *
 * @param document its name is the policy's ARN
 */
public record ManagedPolicy(
    String id, Member.Name name, NamedDocument document, Instant createdAt, int attachments) {

  /** Its ARN. */
  public String arn() {
    return document.name();
  }

  /** The ARN of a policy that may not be there. */
  public static String arn(Member.Name name) {
    return "arn:aws:iam::" + name.account() + ":policy" + name.path() + name.text();
  }
}
