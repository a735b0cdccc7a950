package io.strongroom.emulator.audit;

import io.strongroom.emulator.key.KeyArn;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys that one call touched, noted while it runs. Thread-safe. */
public final class CallTrail {

  private final CopyOnWriteArrayList<KeyArn> keys = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<String> given = new CopyOnWriteArrayList<>();

  /** Notes a key. */
  public void touched(KeyArn key) {
    keys.addIfAbsent(key);
  }

  /** Notes whom a key that the call uses lets use it. */
  public void given(String to) {
    given.addIfAbsent(to);
  }

  /** Whom the call's keys let use them; empty where they do not all say the same. */
  public Optional<String> givenTo() {
    List<String> all = List.copyOf(given);
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  /** The keys in the order they were touched, each once. */
  public List<KeyArn> keys() {
    return List.copyOf(keys);
  }
}
