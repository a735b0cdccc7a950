package io.strongroom.kms.emulator.fault;

import io.strongroom.kms.emulator.fault.FaultRule.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules in force and their counters. Thread-safe. The first rule that strikes wins. */
public final class Faults {

  private final CopyOnWriteArrayList<Armed> rules = new CopyOnWriteArrayList<>();

  /**
   * A rule's counters.
   *
   * @param matched calls the rule was about
   * @param struck calls it hit
   */
  public record Count(FaultRule rule, long matched, long struck) {}

  /** Adds a rule, in place of one of the same name. */
  public void add(FaultRule rule) {
    rules.removeIf(armed -> armed.rule.name().equals(rule.name()));
    rules.add(new Armed(rule));
  }

  /** Removes all rules. */
  public void clear() {
    rules.clear();
  }

  /** Rules and counters. */
  public List<Count> counts() {
    return rules.stream().map(Armed::count).toList();
  }

  /** What is to happen to a call before or after its operation is carried out. */
  public Optional<FaultAction> strike(Call call, boolean after) {
    for (Armed armed : rules) {
      if (armed.rule.matches(call, after) && armed.strikes()) {
        return Optional.of(armed.rule.action());
      }
    }
    return Optional.empty();
  }

  /** A time to wait. */
  public static Duration draw(FaultAction.Delay delay) {
    long least = delay.least().toMillis();
    long most = Math.max(least, delay.most().toMillis());
    return Duration.ofMillis(
        java.util.concurrent.ThreadLocalRandom.current().nextLong(least, most + 1));
  }

  private static final class Armed {
    private final FaultRule rule;
    // Repeatable on purpose: the same seed strikes the same calls.
    private final Random random;
    private long matched;
    private long struck;

    Armed(FaultRule rule) {
      this.rule = rule;
      this.random = new Random(rule.frequency().seed());
    }

    synchronized boolean strikes() {
      matched++;
      FaultRule.Frequency frequency = rule.frequency();
      boolean due =
          (frequency.first() == 0 || struck < frequency.first())
              && matched % frequency.every() == 0
              && (frequency.probability() >= 1 || random.nextDouble() < frequency.probability());
      if (due) {
        struck++;
      }
      return due;
    }

    synchronized Count count() {
      return new Count(rule, matched, struck);
    }
  }
}
