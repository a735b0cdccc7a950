package io.strongroom.policy;

import io.strongroom.policy.condition.Attributes;

/**
 * What policies are asked.
 *
 * @param action in the form of AWS, for example {@code s3:GetObject}, whatever the caller's dialect
 * @param conditions the condition keys of the request, from typed sources
 */
public record PolicyRequest(
    Principal caller, String action, Resource resource, Attributes conditions) {

  /**
   * What is to be used.
   *
   * @param arn as stored; keys of objects are not encoded
   * @param owner the account that owns it
   */
  public record Resource(String arn, String owner) {}

  /** Whether caller and resource belong to one account. */
  boolean isWithinAccount() {
    return caller.account().map(resource.owner()::equals).orElse(false);
  }
}
