package io.strongroom.domain.record;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What of a bucket is copied elsewhere.
 *
 * @param role in whose name copies are made: ARN of a role of the bucket's account, or of its root
 */
public record ReplicationConfiguration(String role, List<ReplicationRule> rules) {

  public ReplicationConfiguration {
    rules = List.copyOf(rules);
  }

  /** The rule by which an object is copied to a destination, if there is one. */
  public Optional<ReplicationRule> ruleFor(String destination, String key, List<Tag> tags) {
    return rules.stream()
        .filter(rule -> rule.fits(destination, key, tags))
        .max(Comparator.comparingInt(rule -> rule.priority().orElse(0)));
  }
}
