package io.strongroom.runtime.http;

import io.strongroom.runtime.admission.Lease;

/**
 * How many buffers of a body may be on their way to its reader, and what that costs the budget. For
 * one thread, the reader's.
 */
sealed interface BodyWindow {

  /** Buffers to ask for at first, and after a pause of the client. A buffer has 16 KiB at most. */
  int AT_REST = 1;

  /**
   * A buffer was taken by the reader.
   *
   * @param bytes its length
   * @param waited whether the reader had to wait for it
   * @return how many more to ask for
   * @throws io.strongroom.domain.name.ObjectStoreException Overloaded when there is no room for it
   */
  int taken(int bytes, boolean waited);

  /** The client is silent: nothing but {@link #AT_REST} is kept for it. */
  void rests();

  /** The body of an upload: a client that keeps its reader busy gets a larger window. */
  final class Streamed implements BodyWindow {

    private static final int WHOLE = 16;

    /** Asked for at once: each question wakes the event loop. */
    private static final int BATCH = WHOLE / 2;

    /** Buffers that came without delay, before a client counts as fast. */
    private static final int QUICK = 4;

    private final Lease lease;
    private boolean whole;
    private int quick;
    private int owed;

    Streamed(Lease lease) {
      this.lease = lease;
    }

    @Override
    public int taken(int bytes, boolean waited) {
      if (whole) {
        return inBatches();
      }
      quick = waited ? quick : quick + 1;
      if (quick < QUICK) {
        return 1;
      }
      quick = 0;
      whole = lease.tryHold(Footprint.UPLOAD);
      return whole ? 1 + WHOLE - AT_REST : 1;
    }

    private int inBatches() {
      owed++;
      if (owed < BATCH) {
        return 0;
      }
      owed = 0;
      return BATCH;
    }

    @Override
    public void rests() {
      whole = false;
      quick = 0;
      owed = 0;
      lease.tryHold(Footprint.UPLOAD_AT_REST);
    }
  }

  /** A body that is kept until its end. */
  final class Collected implements BodyWindow {

    private final Lease lease;
    private long received;

    Collected(Lease lease) {
      this.lease = lease;
    }

    @Override
    public int taken(int bytes, boolean waited) {
      received += bytes;
      lease.hold(Footprint.collected(received));
      return 1;
    }

    @Override
    public void rests() {}
  }
}
