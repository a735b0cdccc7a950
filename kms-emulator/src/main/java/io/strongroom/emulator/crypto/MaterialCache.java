package io.strongroom.emulator.crypto;

import io.strongroom.crypto.secret.SecretBytes;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Supplier;

/**
 * Unwrapped material of the keys used last; the rest is zeroed. Keyed by the wrapped bytes, so a
 * row that was exchanged in the database is never answered from here. Thread-safe.
 */
final class MaterialCache implements AutoCloseable {

  private final int capacity;
  private final LinkedHashMap<WrappedMaterial, SecretBytes> entries =
      new LinkedHashMap<>(16, 0.75f, true);

  MaterialCache(int capacity) {
    this.capacity = capacity;
  }

  /** A copy that the caller closes. Nobody else waits while {@code unwrap} takes its time. */
  SecretBytes get(WrappedMaterial wrapped, Supplier<SecretBytes> unwrap) {
    synchronized (this) {
      SecretBytes known = entries.get(wrapped);
      if (known != null) {
        return known.copy();
      }
    }
    return keep(wrapped, unwrap.get());
  }

  private synchronized SecretBytes keep(WrappedMaterial wrapped, SecretBytes fresh) {
    SecretBytes faster = entries.putIfAbsent(wrapped, fresh);
    if (faster != null) {
      fresh.close();
      return faster.copy();
    }
    Iterator<SecretBytes> eldest = entries.values().iterator();
    while (entries.size() > capacity) {
      eldest.next().close();
      eldest.remove();
    }
    return fresh.copy();
  }

  synchronized boolean contains(WrappedMaterial wrapped) {
    return entries.containsKey(wrapped);
  }

  @Override
  public synchronized void close() {
    entries.values().forEach(SecretBytes::close);
    entries.clear();
  }
}
