package io.strongroom.emulator.intake;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many requests with bodies, and how many bytes of such bodies, may be under way in a process
 * at once. What does not fit is refused before its body is taken; nothing waits here. Thread-safe.
 *
 * <p>A quarter of the bytes is for small bodies alone, which nearly all requests have: large ones,
 * half sent by whoever knows an access key's name, cannot keep them out.
 */
public final class AdmissionBudget {

  /** Up to here a body is small, in bytes. */
  static final int SMALL_BODY_IN_BYTES = 16 * 1024;

  private static final long LEAST_IN_BYTES = 4L << 20;
  private static final int SHARE_OF_HEAP = 16;

  private final long bytes;
  private final int requests;
  private long bytesTaken;
  private int requestsTaken;

  /**
   * @param bytes of bodies, all together
   * @param requests that have a body
   */
  public AdmissionBudget(long bytes, int requests) {
    this.bytes = bytes;
    this.requests = requests;
  }

  /**
   * What bodies may take of a heap, in bytes: a sixteenth, since a body is held about four times
   * (received, copied for its hash, parsed, answered).
   */
  public static long shareOf(long heapInBytes) {
    return Math.max(LEAST_IN_BYTES, heapInBytes / SHARE_OF_HEAP);
  }

  /**
   * Takes room for one request, or says that there is none now.
   *
   * @param length of the body, in bytes: what its head declares, or the most it may have
   */
  public synchronized Optional<Admission> tryAdmit(long length) {
    long limit = length <= SMALL_BODY_IN_BYTES ? bytes : bytes - bytes / 4;
    if (requestsTaken >= requests || bytesTaken + length > limit) {
      return Optional.empty();
    }
    requestsTaken++;
    bytesTaken += length;
    return Optional.of(new Admission(this, length));
  }

  /** Bytes of bodies under way. */
  public synchronized long bytesTaken() {
    return bytesTaken;
  }

  private synchronized void release(long length) {
    requestsTaken--;
    bytesTaken -= length;
  }

  /** The room of one request, until it is closed; closing again does nothing. Thread-safe. */
  public static final class Admission implements AutoCloseable {

    private final AdmissionBudget budget;
    private final long length;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Admission(AdmissionBudget budget, long length) {
      this.budget = budget;
      this.length = length;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        budget.release(length);
      }
    }
  }
}
