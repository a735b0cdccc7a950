package io.strongroom.endtoend;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What each name may hold: one content after an acknowledged write, one more while a write is under
 * way whose end nobody saw. Thread-safe as long as each name has one writer.
 */
final class Ledger {

  /** Beside the record in the database, and in files of one and of several segments. */
  private static final int[] SIZES = {900, 6_000, 20_000, 150_000};

  private static final int ABSENT = 0;

  private final AtomicInteger contents = new AtomicInteger();
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final Map<String, Set<Integer>> possible = new ConcurrentHashMap<>();

  /** A write of one name, once. */
  @FunctionalInterface
  interface Write {
    void send(byte[] content);
  }

  /**
   * Leaves both outcomes possible when the write fails.
   *
   * @throws RuntimeException what the write throws
   */
  void replace(String name, Write write) {
    int content = contents.incrementAndGet();
    change(name, content, () -> write.send(bytes(content)));
  }

  /** As {@link #replace}, of which nothing stays. */
  void remove(String name, Runnable write) {
    change(name, ABSENT, write);
  }

  private void change(String name, int content, Runnable write) {
    Set<Integer> either = new HashSet<>(possible.getOrDefault(name, Set.of(ABSENT)));
    either.add(content);
    possible.put(name, either);
    write.run();
    possible.put(name, Set.of(content));
    acknowledged.incrementAndGet();
  }

  Set<String> names() {
    return possible.keySet();
  }

  int acknowledged() {
    return acknowledged.get();
  }

  /**
   * Settles what a name holds.
   *
   * @throws AssertionError when that is nothing that it may hold
   */
  void settle(String name, Optional<byte[]> found) {
    int content = found.map(bytes -> ByteBuffer.wrap(bytes).getInt()).orElse(ABSENT);
    if (!possible.getOrDefault(name, Set.of()).contains(content)
        || found.filter(bytes -> !Arrays.equals(bytes, bytes(content))).isPresent()) {
      throw new AssertionError(name + " holds " + content + ", not one of " + possible.get(name));
    }
    possible.put(name, Set.of(content));
  }

  private static byte[] bytes(int content) {
    byte[] bytes = Samples.bytes(SIZES[content % SIZES.length]);
    ByteBuffer.wrap(bytes).putInt(content);
    return bytes;
  }
}
