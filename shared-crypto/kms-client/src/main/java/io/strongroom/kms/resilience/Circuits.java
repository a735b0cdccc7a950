package io.strongroom.kms.resilience;

import io.smallrye.faulttolerance.core.FaultToleranceStrategy;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.events.KmsEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A breaker per key, for the keys used last. Thread-safe. */
final class Circuits {

  private static final int MOST_KEYS = 1_000;
  private static final float LOAD_FACTOR = 0.75f;

  private final ResilienceSettings settings;
  private final TimeSource time;
  private final KmsEvents events;
  private final LinkedHashMap<String, KeyCircuit> circuits =
      new LinkedHashMap<>(16, LOAD_FACTOR, true);

  Circuits(ResilienceSettings settings, TimeSource time, KmsEvents events) {
    this.settings = settings;
    this.time = time;
    this.events = events;
  }

  /** The breaker of {@code keyId}; {@code delegate} is what it guards when it is made now. */
  synchronized KeyCircuit of(String keyId, FaultToleranceStrategy<Object> delegate) {
    KeyCircuit circuit = circuits.get(keyId);
    if (circuit == null) {
      circuit =
          new KeyCircuit(
              delegate,
              settings.breaker(),
              time,
              state -> events.breaker(settings.provider(), keyId, state));
      circuits.put(keyId, circuit);
      if (circuits.size() > MOST_KEYS) {
        circuits.pollFirstEntry();
      }
    }
    return circuit;
  }

  /** The keys whose breaker is not closed. */
  synchronized Map<String, BreakerState> troubled() {
    Map<String, BreakerState> troubled = new TreeMap<>();
    circuits.forEach(
        (keyId, circuit) -> {
          if (circuit.state() != BreakerState.CLOSED) {
            troubled.put(keyId, circuit.state());
          }
        });
    return troubled;
  }
}
