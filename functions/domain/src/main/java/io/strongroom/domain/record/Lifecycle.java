package io.strongroom.domain.record;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules of a bucket by which things in it go by themselves. A day ends at midnight, UTC.
 *
 * <p>Source: "Lifecycle configuration elements", Amazon S3 user guide, and answers recorded from
 * the service.
 *
 * @param minimumSize what was said of the smallest object that is moved to another storage class;
 *     nothing is moved here, and it is given back
 */
public record Lifecycle(List<LifecycleRule> rules, String minimumSize) {

  public Lifecycle {
    rules = List.copyOf(rules);
  }

  /** When an object goes, and by which rule. */
  public record Expiry(Instant at, String ruleId) {}

  /**
   * When the current version goes, if nothing changes; empty when never. Of several rules, the one
   * that is due first.
   */
  public Optional<Expiry> expiry(String key, long size, List<Tag> tags, Instant written) {
    return rules.stream()
        .filter(rule -> rule.enabled() && rule.filter().fits(key, size, tags))
        .flatMap(rule -> expiry(rule, written))
        .min(Comparator.comparing(Expiry::at));
  }

  private static Stream<Expiry> expiry(LifecycleRule rule, Instant written) {
    return rule.expiration().stream()
        .flatMap(
            expiration ->
                switch (expiration) {
                  case Expiration.AfterDays(var days) ->
                      Stream.of(new Expiry(due(written, days), rule.id()));
                  case Expiration.At(var date) -> Stream.of(new Expiry(date, rule.id()));
                  case Expiration.OfMarkers _ -> Stream.<Expiry>empty();
                });
  }

  /** When an upload that is not completed goes, and by which rule; empty when never. */
  public Optional<Expiry> abortion(String key, Instant initiated) {
    return rules.stream()
        .filter(rule -> rule.enabled() && rule.abortAfterDays().isPresent())
        .filter(rule -> key.startsWith(rule.filter().prefix().orElse("")))
        .map(rule -> new Expiry(due(initiated, rule.abortAfterDays().getAsInt()), rule.id()))
        .min(Comparator.comparing(Expiry::at));
  }

  /** The midnight, UTC, that follows so many days after something happened. */
  public static Instant due(Instant from, int days) {
    Instant after = from.plus(Duration.ofDays(days));
    Instant midnight = after.truncatedTo(ChronoUnit.DAYS);
    return midnight.equals(after) ? midnight : midnight.plus(Duration.ofDays(1));
  }

  /** What happened until then, inclusive, is due now, where so many days had to pass. */
  public static Instant dueSince(Instant now, int days) {
    return now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
  }
}
