package io.strongroom.kms.emulator.limit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Calls by operation and outcome since start or the last reset. Thread-safe. */
public final class CallCounters {

  private final ConcurrentHashMap<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, LongAdder> refusals = new ConcurrentHashMap<>();

  /** Counts an accepted request for {@code operation}, whatever becomes of it. */
  public void called(String operation) {
    calls.computeIfAbsent(operation, name -> new LongAdder()).increment();
  }

  /** Counts a refusal by its error name. */
  public void refused(String error) {
    refusals.computeIfAbsent(error, name -> new LongAdder()).increment();
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
  }

  private static Map<String, Long> snapshot(ConcurrentHashMap<String, LongAdder> counters) {
    Map<String, Long> copy = new TreeMap<>();
    counters.forEach((name, count) -> copy.put(name, count.sum()));
    return copy;
  }
}
