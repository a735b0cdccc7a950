package io.strongroom.storage.upstream;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A part that is sent while it is written, for want of memory to hold it: no more of it is here
 * than what the connection takes next. It is sent once.
 */
final class StreamedPart implements Part, Flow.Publisher<ByteBuffer>, Flow.Subscription {

  private static final long MOST_DEMAND = 1 << 20;

  private final long length;
  private final long silenceMillis;
  private final MessageDigest md5 = UpstreamBody.Digests.of("MD5");
  private final Semaphore demand = new Semaphore(0);
  private final CompletableFuture<Flow.Subscriber<? super ByteBuffer>> subscriber =
      new CompletableFuture<>();
  private final CompletableFuture<UpstreamTag> answer;
  private volatile boolean ended;
  private long written;

  /** Sends a request with this body; runs on a thread of its own. */
  @FunctionalInterface
  interface Sending {
    CompletableFuture<UpstreamTag> begin(UpstreamBody body);
  }

  /**
   * Begins to send.
   *
   * @param length exactly so many bytes will come
   * @param silence of the store after which it is given up
   */
  StreamedPart(long length, Duration silence, Sending sending) {
    this.length = length;
    this.silenceMillis = silence.toMillis();
    // Whoever waits for demand is not left waiting by a request that is over.
    this.answer =
        sending
            .begin(UpstreamBody.streamed(BodyPublishers.fromPublisher(this, length)))
            .whenComplete((_, _) -> end());
  }

  @Override
  public long room() {
    return length - written;
  }

  @Override
  public void write(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return;
    }
    byte[] sent = new byte[count];
    System.arraycopy(buffer, offset, sent, 0, count);
    md5.update(sent);
    awaitDemand();
    written += count;
    subscriber.join().onNext(ByteBuffer.wrap(sent));
    if (written == length) {
      ended = true;
      subscriber.join().onComplete();
    }
  }

  private void awaitDemand() throws IOException {
    try {
      if (!demand.tryAcquire(silenceMillis, TimeUnit.MILLISECONDS)) {
        throw new IOException("the blob store takes nothing any more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a part was sent");
    }
    if (ended) {
      throw failure();
    }
  }

  private IOException failure() {
    return answer.isCompletedExceptionally() && answer.exceptionNow() instanceof IOException e
        ? e
        : new IOException("the request ended before its body");
  }

  /**
   * The store's answer, after the last byte was written.
   *
   * @return the tag, and the MD5 of what was sent
   */
  UpstreamTag finish() throws IOException {
    try {
      return answer.get(silenceMillis, TimeUnit.MILLISECONDS).verifiedBy(md5.digest());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the blob store does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a part was sent");
    }
  }

  @Override
  public void close() {
    Flow.@Nullable Subscriber<? super ByteBuffer> reader = subscriber.getNow(null);
    boolean sending = !ended && reader != null;
    ended = true;
    if (sending) {
      reader.onError(new IOException("the upload was given up"));
    }
    answer.cancel(true);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> reader) {
    reader.onSubscribe(this);
    subscriber.complete(reader);
    if (ended) {
      reader.onError(new IOException("the upload was given up"));
    }
  }

  @Override
  public void request(long count) {
    demand.release((int) Math.min(count, MOST_DEMAND));
  }

  @Override
  public void cancel() {
    end();
  }

  private void end() {
    ended = true;
    demand.release();
  }
}
