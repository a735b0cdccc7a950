package io.strongroom.storage.upstream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part in memory: it can be sent again. */
final class BufferedPart implements Part {

  private static final int CHUNK = 256 * 1024;

  private final PartBudget budget;
  private final long reserved;
  private final List<byte[]> full = new ArrayList<>();
  private byte[] chunk = {};
  private int filled;
  private long size;
  private boolean closed;

  /**
   * @param reserved most bytes that come, taken from the budget already
   */
  BufferedPart(PartBudget budget, long reserved) {
    this.budget = budget;
    this.reserved = reserved;
  }

  @Override
  public long room() {
    return reserved - size;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) {
    int done = 0;
    while (done < length) {
      if (filled == chunk.length) {
        next();
      }
      int count = Math.min(length - done, chunk.length - filled);
      System.arraycopy(buffer, offset + done, chunk, filled, count);
      filled += count;
      done += count;
    }
    size += length;
  }

  private void next() {
    if (filled > 0) {
      full.add(chunk);
    }
    chunk = new byte[(int) Math.min(CHUNK, reserved - full.size() * (long) CHUNK)];
    filled = 0;
  }

  long size() {
    return size;
  }

  /** What was written so far; nothing may be written afterwards. */
  UpstreamBody body() {
    List<byte[]> all = new ArrayList<>(full);
    if (filled > 0) {
      all.add(filled == chunk.length ? chunk : Arrays.copyOf(chunk, filled));
    }
    return UpstreamBody.of(all);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      full.clear();
      budget.giveBack(reserved);
    }
  }
}
