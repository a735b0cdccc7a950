package io.strongroom.function.console.words;

import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import java.util.ArrayList;
import java.util.List;

/** What goes by itself, in plain words. Stateless. */
public final class LifecycleWords {

  private LifecycleWords() {}

  /** A fact for each rule. */
  public static List<Fact> of(List<LifecycleRule> rules) {
    return rules.stream().map(rule -> new Fact(rule.id(), sentence(rule))).toList();
  }

  private static String sentence(LifecycleRule rule) {
    List<String> what = new ArrayList<>();
    rule.expiration().map(LifecycleWords::expiry).ifPresent(what::add);
    rule.noncurrent().map(LifecycleWords::old).ifPresent(what::add);
    rule.abortAfterDays()
        .ifPresent(
            days -> what.add("uploads that are not completed are dropped after " + days(days)));
    return (rule.enabled() ? "" : "Off. ")
        + FilterWords.of(rule.filter())
        + ": "
        + String.join("; ", what)
        + ".";
  }

  private static String expiry(Expiration expiration) {
    return switch (expiration) {
      case Expiration.AfterDays(int days) -> "expire " + days(days) + " after they were written";
      case Expiration.At(var date) -> "expire on " + Sizes.time(date);
      case Expiration.OfMarkers(boolean wanted) ->
          wanted
              ? "delete marks with nothing behind them go"
              : "delete marks with nothing behind them stay";
    };
  }

  private static String old(NoncurrentExpiration noncurrent) {
    StringBuilder words = new StringBuilder("old versions go");
    noncurrent.days().ifPresent(days -> words.append(" after ").append(days(days)));
    noncurrent
        .keep()
        .ifPresent(keep -> words.append(", but for the newest ").append(keep).append(" of a key"));
    return words.toString();
  }

  private static String days(int days) {
    return Sizes.count(days, "day", "days");
  }
}
