package io.strongroom.runtime.identity;

import io.strongroom.crypto.secret.SecretBytes;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Secrets of access keys that are not remembered any more. A request that got one before may be
 * verifying its signature with it; that takes no time, and a minute is enough. Not thread-safe.
 */
final class RetiredSecrets {

  static final Duration GRACE = Duration.ofMinutes(1);

  private final LongSupplier nanoClock;
  private final Map<SecretBytes, Long> since = new LinkedHashMap<>();

  RetiredSecrets(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  void add(SecretBytes secret) {
    since.putIfAbsent(secret, nanoClock.getAsLong());
  }

  /** It is in use again. */
  void remove(SecretBytes secret) {
    since.remove(secret);
  }

  /** Zeroes those that went long enough ago. */
  void zero() {
    long now = nanoClock.getAsLong();
    Iterator<Map.Entry<SecretBytes, Long>> eldest = since.entrySet().iterator();
    while (eldest.hasNext()) {
      Map.Entry<SecretBytes, Long> each = eldest.next();
      if (now - each.getValue() < GRACE.toNanos()) {
        return;
      }
      each.getKey().close();
      eldest.remove();
    }
  }
}
