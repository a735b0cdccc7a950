package io.strongroom.emulator.limit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Calls by operation and outcome since start or the last reset. Thread-safe. */
public final class CallCounters {

  private final ConcurrentHashMap<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, LongAdder> refusals = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<String, Duration> durations = new ConcurrentHashMap<>();

  /** Answered calls and their time in all. */
  public record Times(long count, double seconds) {}

  private static final class Duration {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
  }

  /** Counts an accepted request for {@code operation}, whatever becomes of it. */
  public void called(String operation) {
    calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
  }

  /** Counts a refusal by its error name. */
  public void refused(String error) {
    refusals.computeIfAbsent(error, name -> new LongAdder()).increment();
  }

  /** Adds an answered call's time. */
  public void took(String operation, long nanos) {
    Duration time = durations.computeIfAbsent(operation, name -> new Duration());
    time.count.increment();
    time.nanos.add(nanos);
  }

  /** Times by operation, sorted by name. */
  public Map<String, Times> durations() {
    Map<String, Times> copy = new TreeMap<>();
    durations.forEach(
        (name, time) -> copy.put(name, new Times(time.count.sum(), time.nanos.sum() / 1e9)));
    return copy;
  }

  /** Calls by operation, sorted by name. */
  public Map<String, Long> calls() {
    return snapshot(calls);
  }

  /** Refusals by error, sorted by name. */
  public Map<String, Long> refusals() {
    return snapshot(refusals);
  }

  /** Starts over. */
  public void reset() {
    calls.clear();
    refusals.clear();
    durations.clear();
  }

  private static Map<String, Long> snapshot(ConcurrentHashMap<String, LongAdder> counters) {
    Map<String, Long> copy = new TreeMap<>();
    counters.forEach((name, count) -> copy.put(name, count.sum()));
    return copy;
  }
}
