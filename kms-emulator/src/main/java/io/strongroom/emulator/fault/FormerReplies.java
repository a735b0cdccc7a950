package io.strongroom.emulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Replies to reads, kept while there is a rule that shows them again. Thread-safe.
 *
 * @param <T> a reply
 */
public final class FormerReplies<T> {

  private static final int MAX_ENTRIES = 1000;

  private final Map<FaultRule.Call, Kept<T>> replies =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FaultRule.Call, Kept<T>> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  private record Kept<T>(T reply, long nanoTime) {}

  /** Keeps the reply to a call, unless a younger one than {@code maxAge} is kept already. */
  public synchronized void keep(FaultRule.Call call, T reply, Duration maxAge) {
    if (find(call, maxAge).isEmpty()) {
      replies.put(call, new Kept<>(reply, System.nanoTime()));
    }
  }

  /** The reply kept for a call. */
  public synchronized Optional<T> find(FaultRule.Call call, Duration maxAge) {
    Kept<T> kept = replies.get(call);
    return kept == null || System.nanoTime() - kept.nanoTime() > maxAge.toNanos()
        ? Optional.empty()
        : Optional.of(kept.reply());
  }
}
