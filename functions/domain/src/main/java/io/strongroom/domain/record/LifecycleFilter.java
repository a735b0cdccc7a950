package io.strongroom.domain.record;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which objects a lifecycle rule is about: those that pass every test it has.
 *
 * @param form in which it was written, and is given back
 * @param largerThan bytes, exclusive
 * @param smallerThan bytes, exclusive
 */
public record LifecycleFilter(
    Form form,
    Optional<String> prefix,
    List<Tag> tags,
    OptionalLong largerThan,
    OptionalLong smallerThan) {

  public LifecycleFilter {
    tags = List.copyOf(tags);
  }

  /** How a filter is written. */
  public enum Form {
    /** As a prefix of the rule itself, the way it was before there were filters. */
    RULE_PREFIX,
    /** One test, or none. */
    SINGLE,
    /** Several that must all hold. */
    AND
  }

  /** Whether it asks for anything that a delete marker has not. */
  public boolean asksOfContent() {
    return !tags.isEmpty() || largerThan.isPresent() || smallerThan.isPresent();
  }

  /** Whether the object is meant. */
  public boolean fits(String key, long size, List<Tag> ofObject) {
    Set<Tag> has = new HashSet<>(ofObject);
    return key.startsWith(prefix.orElse(""))
        && has.containsAll(tags)
        && size > largerThan.orElse(-1)
        && size < smallerThan.orElse(Long.MAX_VALUE);
  }
}
