package io.strongroom.domain.job;

import java.time.Duration;

/**
 * Says how much jobs may do beside the clients of this process. As soon as those wait longer than
 * they usually do, it is half as much; when they do not, it grows again step by step. What is usual
 * is learnt from what clients wait while jobs do nothing. Counts and compares; reads no clock.
 * Thread-safe.
 */
public final class Courtesy {

  /** Longer than usual is more than twice as long, and this much on top. */
  private static final long SLACK_NANOS = Duration.ofMillis(1).toNanos();

  /** So many waits are heard before anything is decided by them. */
  private static final int ENOUGH = 8;

  private static final int WHOLE = 64;
  private static final int STEP = 4;

  /** Below this share a batch is followed by a pause. */
  private static final int SMALL = WHOLE / 8;

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int SLOW_WEIGHT = 32;
  private static final int FAST_WEIGHT = 4;

  private double usual;
  private double now;
  private boolean learnt;
  private int heard;
  private int share = WHOLE;
  private int batches;

  /**
   * What may be done next.
   *
   * @param atOnce versions that are worked on at a time, at least one
   * @param pause behind a batch
   */
  public record Allowance(int atOnce, Duration pause) {}

  /** A client waited so long for the beginning of its answer. */
  public synchronized void heard(long nanos) {
    now = heard == 0 && now == 0 ? nanos : towards(now, nanos, FAST_WEIGHT);
    heard++;
    if (batches == 0) {
      usual = learnt ? towards(usual, nanos, SLOW_WEIGHT) : nanos;
      learnt = true;
    } else if (!learnt) {
      // Nothing is known of idle times in a process that had none yet; what is quicker is usual.
      usual = usual == 0 ? nanos : Math.min(usual, (double) nanos);
    }
  }

  private static double towards(double mean, long value, int weight) {
    return mean + (value - mean) / weight;
  }

  /** A batch begins; {@link #end} tells of its end. */
  synchronized Allowance begin(int most) {
    batches++;
    if (heard >= ENOUGH) {
      share = isCrowded() ? Math.max(1, share / 2) : Math.min(WHOLE, share + STEP);
      heard = 0;
    } else if (heard == 0) {
      share = Math.min(WHOLE, share + STEP);
    }
    return new Allowance(Math.max(1, most * share / WHOLE), share < SMALL ? PAUSE : Duration.ZERO);
  }

  private boolean isCrowded() {
    return now > 2 * usual + SLACK_NANOS;
  }

  synchronized void end() {
    batches--;
  }
}
