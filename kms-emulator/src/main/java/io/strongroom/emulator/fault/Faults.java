package io.strongroom.emulator.fault;

import io.strongroom.emulator.fault.FaultRule.Call;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules in force and their counters. Thread-safe. The first rule that strikes wins. */
public final class Faults {

  private static final int MAX_TRACED = 1000;

  private final CopyOnWriteArrayList<Armed> rules = new CopyOnWriteArrayList<>();
  private final ArrayDeque<Traced> trace = new ArrayDeque<>();

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
   * @param nth which of the calls that the rule matches, from 1
   * @param delay drawn from the rule's seed; zero unless the action is a delay
   */
  public record Strike(FaultRule rule, long nth, Duration delay) {

    /** What happens. */
    public FaultAction action() {
      return rule.action();
    }
  }

  /** A strike and the call it hit. */
  public record Traced(Strike strike, Call call) {}

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

  /** The last strikes in their order, whatever became of their rules. */
  public synchronized List<Traced> trace() {
    return List.copyOf(trace);
  }

  /** Forgets what struck. */
  public synchronized void clearTrace() {
    trace.clear();
  }

  private synchronized void trace(Traced strike) {
    if (trace.size() == MAX_TRACED) {
      trace.removeFirst();
    }
    trace.add(strike);
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
          trace(new Traced(strike.get(), call.withoutRequest()));
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
              && (frequency.at().isEmpty() || frequency.at().contains((int) matched))
              && (frequency.probability() >= 1 || random.nextDouble() < frequency.probability());
      if (!due) {
        return Optional.empty();
      }
      Duration delay =
          rule.action() instanceof FaultAction.Delay(Latency latency)
              ? latency.draw(random, struck)
              : Duration.ZERO;
      struck++;
      return Optional.of(new Strike(rule, matched, delay));
    }

    synchronized Count count() {
      return new Count(rule, matched, struck);
    }
  }
}
