package io.strongroom.domain.identity;

import java.util.List;

/**
 * An access key, whose it is, and what they may do.
 *
 * @param policies of the member and its groups; those that are attached by ARN
 */
public record KeyHolder(
    StoredKey key, Member member, String domainId, List<NamedDocument> policies) {

  public KeyHolder {
    policies = List.copyOf(policies);
  }
}
