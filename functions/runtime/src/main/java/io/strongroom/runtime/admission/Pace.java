package io.strongroom.runtime.admission;

import java.time.Duration;

/**
 * How fast one client is, in the time that it is waited for: what the server needs itself is not
 * the client's fault. Written by one thread at a time, read by any. Times are in nanoseconds of one
 * monotonic clock.
 */
public final class Pace {

  private static final long NOT_WAITING = Long.MIN_VALUE;

  private final Patience patience;
  private final long enough;
  private final long windowNanos;
  private final long windowBytes;

  private volatile long waitingSince = NOT_WAITING;
  private volatile long lagging;
  private long progress;
  private long behind;
  private long waitedInWindow;
  private long movedInWindow;

  Pace(Patience patience) {
    this.patience = patience;
    this.enough = Math.max(1, patience.bytesIn(patience.yieldAfter()));
    this.windowNanos = patience.rateWindow().toNanos();
    this.windowBytes = patience.bytesIn(patience.rateWindow());
  }

  /** The client is waited for from now on. */
  public void waits(long now) {
    waitingSince = now;
  }

  /** It is not waited for any more: it moved so many bytes. */
  public void moved(long now, long bytes) {
    long waited = waited(now);
    waitingSince = NOT_WAITING;
    waitedInWindow += waited;
    movedInWindow += bytes;
    progress += bytes;
    behind += waited;
    if (progress >= enough) {
      progress = 0;
      behind = 0;
    }
    lagging = behind;
    if (waitedInWindow >= windowNanos && movedInWindow >= windowBytes) {
      waitedInWindow = 0;
      movedInWindow = 0;
    }
  }

  /** Whether the client said nothing for too long, or too little over a whole window. */
  public boolean exhausted(long now, Duration longestSilence) {
    long waited = waited(now);
    return waited >= longestSilence.toNanos()
        || (waitedInWindow + waited >= windowNanos && movedInWindow < windowBytes);
  }

  /** How long it has been slower than the minimum rate. */
  long lagging(long now) {
    return lagging + waited(now);
  }

  /** The rules it is held to. */
  public Patience patience() {
    return patience;
  }

  private long waited(long now) {
    long since = waitingSince;
    return since == NOT_WAITING ? 0 : Math.max(0, now - since);
  }
}
