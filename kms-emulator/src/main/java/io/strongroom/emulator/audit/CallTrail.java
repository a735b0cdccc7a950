package io.strongroom.emulator.audit;

import io.strongroom.emulator.key.KeyArn;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The keys that one call touched, noted while it runs. Thread-safe. */
public final class CallTrail {

  private final CopyOnWriteArrayList<KeyArn> keys = new CopyOnWriteArrayList<>();

  /** Notes a key. */
  public void touched(KeyArn key) {
    keys.addIfAbsent(key);
  }

  /** The keys in the order they were touched, each once. */
  public List<KeyArn> keys() {
    return List.copyOf(keys);
  }
}
