package io.strongroom.domain.iam;

import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.identity.StoredKey.Story;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What sessions are told of: tags, some of which go with every session begun from one, and who is
 * behind it. Stateless.
 *
 * <p>Source: IAM user guide, "Pass session tags in AWS STS"; answers recorded from STS.
 */
final class SessionTags {

  private static final int MOST_TAGS = 50;

  private SessionTags() {}

  /**
   * What a session that {@code caller} begins is told of.
   *
   * @throws IdentityException InvalidParameter; Invalid
   */
  static Story of(CallerIdentity caller, Story wanted) {
    Map<String, String> inherited = caller.profile().facts().transitive();
    requireApart(
        wanted.tags().keySet(),
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    requireCount(wanted.tags().size());
    for (String key : wanted.transitive()) {
      if (!wanted.tags().containsKey(key) && !inherited.containsKey(key)) {
        throw invalid("The specified transitive tag key must be included in the requested tags.");
      }
    }
    requireNotOverridden(inherited, wanted);
    Map<String, String> tags = new TreeMap<>(wanted.tags());
    tags.putAll(inherited);
    List<String> transitive = new ArrayList<>(wanted.transitive());
    inherited.keySet().stream().filter(key -> !transitive.contains(key)).forEach(transitive::add);
    return new Story(tags, transitive, source(caller, wanted), wanted.provider());
  }

  private static void requireNotOverridden(Map<String, String> inherited, Story wanted) {
    Set<String> folded = new HashSet<>();
    inherited.keySet().forEach(key -> folded.add(key.toLowerCase(Locale.ROOT)));
    for (String key : wanted.tags().keySet()) {
      if (folded.contains(key.toLowerCase(Locale.ROOT))) {
        throw invalid(
            wanted.transitive().contains(key)
                ? "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session."
                : "One of the specified tag keys can't be overridden because it is a transitive tag key from the calling session.");
      }
    }
  }

  /** STS: who is behind a session cannot be changed on the way. */
  private static Optional<String> source(CallerIdentity caller, Story wanted) {
    Optional<String> known = caller.profile().facts().sourceIdentity();
    if (known.isPresent()
        && wanted.sourceIdentity().map(who -> !known.get().equals(who)).orElse(false)) {
      throw new IdentityException(
          new IdentityError.Invalid("The source identity of a session cannot be changed"));
    }
    return known.or(wanted::sourceIdentity);
  }

  private static void requireCount(int tags) {
    if (tags > MOST_TAGS) {
      throw new IdentityException(
          new IdentityError.Invalid("A session has " + MOST_TAGS + " tags at most"));
    }
  }

  /** Demands that no two keys are the same without case. */
  static void requireApart(Set<String> keys, String detail) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (!seen.add(key.toLowerCase(Locale.ROOT))) {
        throw invalid(detail);
      }
    }
  }

  private static IdentityException invalid(String detail) {
    return new IdentityException(new IdentityError.InvalidParameter(detail));
  }
}
