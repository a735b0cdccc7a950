package io.strongroom.runtime.http;

import io.strongroom.runtime.admission.Lease;
import io.strongroom.runtime.admission.Pace;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of a request as a blocking stream for one reader. A {@link BodyWindow} of buffers is
 * asked for ahead of the reader, so that event loop and reader do not wait for each other at every
 * packet. A client that is silent for a second has next to none of it; one that is silent for too
 * long, or too slow, is cut off.
 */
final class BodyStream extends InputStream {

  /** After this much silence a client has to start over with a small window. */
  private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpServerRequest request;
  private final Context loop;
  private final Lease lease;
  private final BodyWindow window;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Buffer> arrived = new ArrayDeque<>();
  private int arrivedBytes;
  private Optional<Throwable> failure = Optional.empty();
  private boolean ended;
  private boolean waited;

  /** Whether everything has arrived, as the reader last saw it. */
  private boolean complete;

  private Buffer current = Buffer.buffer();
  private int position;

  private BodyStream(HttpServerRequest request, Lease lease, BodyWindow window) {
    this.request = request;
    this.loop = ((HttpServerRequestInternal) request).context();
    this.lease = lease;
    this.window = window;
  }

  /** Accepts the body: answers {@code Expect: 100-continue} and starts to read. */
  static BodyStream open(HttpServerRequest request, Lease lease, BodyWindow window) {
    BodyStream stream = new BodyStream(request, lease, window);
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    // One lock for Vert.x and us: the handlers are set before anything can arrive.
    synchronized (request.connection()) {
      if (request.isEnded()) {
        stream.ended = true;
        return stream;
      }
      if (request.response().closed()) {
        stream.finish(Optional.of(new IOException("the connection is closed")));
        return stream;
      }
      request.pause();
      request.handler(stream::arrive);
      request.endHandler(none -> stream.finish(Optional.empty()));
      request.exceptionHandler(reason -> stream.finish(Optional.of(reason)));
      request.fetch(BodyWindow.AT_REST);
    }
    return stream;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == current.length() && !next()) {
      return -1;
    }
    int n = Math.min(length, current.length() - position);
    current.getBytes(position, position + n, target, offset);
    position += n;
    return n;
  }

  /** Bytes that can be read without waiting for the client. */
  @Override
  public int available() {
    lock.lock();
    try {
      return current.length() - position + arrivedBytes;
    } finally {
      lock.unlock();
    }
  }

  private void arrive(Buffer buffer) {
    lock.lock();
    try {
      arrived.add(buffer);
      arrivedBytes += buffer.length();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void finish(Optional<Throwable> reason) {
    lock.lock();
    try {
      ended = true;
      failure = reason;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the next buffer that is not empty; false at the end. */
  private boolean next() throws IOException {
    do {
      // Not held while the client is waited for.
      current = Buffer.buffer();
      position = 0;
      Optional<Buffer> buffer = await();
      if (buffer.isEmpty()) {
        return false;
      }
      int more = window.taken(buffer.get().length(), waited);
      if (more > 0 && !complete) {
        ask(more);
      }
      current = buffer.get();
    } while (current.length() == 0);
    return true;
  }

  /**
   * On the event loop: it would hold the connection just when a worker wants it, again and again.
   */
  private void ask(int buffers) {
    loop.runOnContext(now -> request.fetch(buffers));
  }

  private Optional<Buffer> await() throws IOException {
    lock.lock();
    try {
      waited = arrived.isEmpty() && !ended;
      if (waited) {
        awaitClient(lease.pace());
      }
      if (arrived.isEmpty() && failure.isPresent()) {
        throw new IOException("the client is gone", failure.get());
      }
      complete = ended;
      Optional<Buffer> next = Optional.ofNullable(arrived.poll());
      next.ifPresent(buffer -> arrivedBytes -= buffer.length());
      lease.pace().moved(lease.now(), next.map(Buffer::length).orElse(0));
      return next;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("stopped").initCause(stopped);
    } finally {
      lock.unlock();
    }
  }

  private void awaitClient(Pace pace) throws IOException, InterruptedException {
    pace.waits(lease.now());
    while (arrived.isEmpty() && !ended) {
      if (pace.exhausted(lease.now(), pace.patience().bodyStall())) {
        lease.cut();
        throw new IOException("the client sends nothing, or too slowly");
      }
      if (changed.awaitNanos(REST_NANOS) <= 0) {
        rest();
      }
    }
  }

  /** What was asked for and has not come is not asked for any more. */
  private void rest() {
    loop.runOnContext(
        now -> {
          request.pause();
          request.fetch(BodyWindow.AT_REST);
        });
    window.rests();
  }
}
