package io.strongroom.domain.identity;

import java.util.List;
import java.util.Optional;

/**
 * An access key, whose it is, and what they may do.
 *
 * @param policies of the member and its groups; those that are attached by ARN
 * @param boundary what the member may do at most; its document is empty where it is not there
 * @param sessionPolicies those that a session is limited to by ARN
 */
public record KeyHolder(
    StoredKey key,
    Member member,
    String domainId,
    List<NamedDocument> policies,
    Optional<NamedDocument> boundary,
    List<NamedDocument> sessionPolicies) {

  public KeyHolder {
    policies = List.copyOf(policies);
    sessionPolicies = List.copyOf(sessionPolicies);
  }
}
