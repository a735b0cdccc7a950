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

  /**
   * A rule hits a call.
   *
   * @param delay drawn from the rule's seed; zero unless the action is a delay
   */
  public record Strike(FaultAction action, Duration delay) {}

  /** Adds a rule, in place of one of the same name. */
  public void add(FaultRule rule) {
    rules.removeIf(armed -> armed.rule.name().equals(rule.name()));
    rules.add(new Armed(rule));
  }

  /** Removes one rule; false when there is none of that name. */
  public boolean remove(String name) {
    return rules.removeIf(armed -> armed.rule.name().equals(name));
  }

  /** Removes all rules. */
  public void clear() {
    rules.clear();
  }

  /** Whether there is no rule at all, so that calls need not be looked at. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** Rules and counters. */
  public List<Count> counts() {
    return rules.stream().map(Armed::count).toList();
  }

  /** What is to happen to a call before or after its operation is carried out. */
  public Optional<Strike> strike(Call call, boolean after) {
    for (Armed armed : rules) {
      if (armed.rule.matches(call, after)) {
        Optional<Strike> strike = armed.strike();
        if (strike.isPresent()) {
          return strike;
        }
      }
    }
    return Optional.empty();
  }

  private static final class Armed {
    private final FaultRule rule;
    // Repeatable on purpose: the same seed strikes the same calls, for the same times.
    private final Random random;
    private long matched;
    private long struck;

    Armed(FaultRule rule) {
      this.rule = rule;
      this.random = new Random(rule.frequency().seed());
    }

    synchronized Optional<Strike> strike() {
      matched++;
      FaultRule.Frequency frequency = rule.frequency();
      boolean due =
          (frequency.first() == 0 || struck < frequency.first())
              && matched % frequency.every() == 0
              && (frequency.probability() >= 1 || random.nextDouble() < frequency.probability());
      if (!due) {
        return Optional.empty();
      }
      struck++;
      Duration delay =
          rule.action() instanceof FaultAction.Delay(Latency latency)
              ? latency.draw(random)
              : Duration.ZERO;
      return Optional.of(new Strike(rule.action(), delay));
    }

    synchronized Count count() {
      return new Count(rule, matched, struck);
    }
  }
}
