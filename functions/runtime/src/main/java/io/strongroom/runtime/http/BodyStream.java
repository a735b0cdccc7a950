package io.strongroom.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The body of a request as a blocking stream for one reader. A window of buffers is asked for ahead
 * of the reader, so that event loop and reader do not wait for each other at every packet; its size
 * bounds the memory.
 */
final class BodyStream extends InputStream {

  /** Buffers under way; one is a TLS record or a socket read, so 16 KiB as a rule. */
  private static final int WINDOW = 32;

  /** Of a client in the middle of its body. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private final HttpServerRequest request;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Buffer> arrived = new ArrayDeque<>();
  private Optional<Throwable> failure = Optional.empty();
  private boolean ended;
  private Buffer current = Buffer.buffer();
  private int position;

  private BodyStream(HttpServerRequest request) {
    this.request = request;
  }

  /** Accepts the body: answers {@code Expect: 100-continue} and starts to read. */
  static BodyStream open(HttpServerRequest request) {
    BodyStream stream = new BodyStream(request);
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
      request.fetch(WINDOW);
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

  private void arrive(Buffer buffer) {
    lock.lock();
    try {
      arrived.add(buffer);
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
      Optional<Buffer> buffer = await();
      if (buffer.isEmpty()) {
        return false;
      }
      current = buffer.get();
      position = 0;
      request.fetch(1);
    } while (current.length() == 0);
    return true;
  }

  private Optional<Buffer> await() throws IOException {
    long patience = LONGEST_SILENCE.toNanos();
    lock.lock();
    try {
      while (arrived.isEmpty() && !ended) {
        if (patience <= 0) {
          request.connection().close();
          throw new IOException("the client sends nothing");
        }
        patience = changed.awaitNanos(patience);
      }
      if (arrived.isEmpty() && failure.isPresent()) {
        throw new IOException("the client is gone", failure.get());
      }
      return Optional.ofNullable(arrived.poll());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException) new InterruptedIOException("stopped").initCause(stopped);
    } finally {
      lock.unlock();
    }
  }
}
