package io.strongroom.runtime.admission;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one request may hold of the {@link Budget}, and how fast its client is. Thread-safe but for
 * {@link #pace()}.
 */
public final class Lease implements AutoCloseable {

  private final Budget budget;
  private final Pace pace;
  private final Runnable yield;
  private final AtomicBoolean answering = new AtomicBoolean();
  final boolean body;

  /** In bytes; the budget's, under its lock. */
  long held;

  Lease(Budget budget, Pace pace, boolean body, Runnable yield) {
    this.budget = budget;
    this.pace = pace;
    this.body = body;
    this.yield = yield;
  }

  /** Takes this many bytes in all if nobody has to yield for them. */
  public boolean tryHold(long bytes) {
    return budget.resize(this, bytes, Budget.Growth.IF_FREE);
  }

  /**
   * Takes this many bytes in all; slower requests yield.
   *
   * @throws ObjectStoreException Overloaded when there is no room
   */
  public void hold(long bytes) {
    if (!budget.resize(this, bytes, Budget.Growth.INSISTING)) {
      throw new ObjectStoreException(new RequestError.Overloaded());
    }
  }

  /**
   * From here on the lease stands for an answer that is made already, of this many bytes, and lives
   * until {@link #close}, not only until the answer's end was written.
   */
  public void answers(long bytes) {
    answering.set(true);
    budget.resize(this, bytes, Budget.Growth.ALWAYS);
  }

  /** The request is over, unless its answer is still on its way. */
  public void ends() {
    if (!answering.get()) {
      close();
    }
  }

  /** How fast the client is. For whoever waits for it. */
  public Pace pace() {
    return pace;
  }

  /** The time that {@link #pace()} counts in. */
  public long now() {
    return budget.now();
  }

  /** Gives everything back. Idempotent. */
  @Override
  public void close() {
    budget.leave(this);
  }

  /** Cuts the client's connection off. */
  public void cut() {
    yield.run();
  }
}
