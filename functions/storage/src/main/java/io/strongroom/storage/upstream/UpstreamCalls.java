package io.strongroom.storage.upstream;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Calls of the store, tried again where that can help and does no harm, and what its failures mean
 * to a client of ours. Thread-safe; blocks.
 */
final class UpstreamCalls {

  private static final Logger LOG = Logger.getLogger(UpstreamCalls.class);
  private static final int TRIES = 4;

  private final UpstreamClient client;
  private final UpstreamBreaker breaker;
  private final UpstreamWaits waits;
  private final ScheduledExecutorService clock;

  /** What the store was found to do beyond what is needed of it; nothing until it was tried. */
  private volatile StoreAbilities abilities = StoreAbilities.NONE;

  /**
   * @param clock ends what is silent for too long
   */
  UpstreamCalls(
      UpstreamClient client,
      UpstreamBreaker breaker,
      UpstreamWaits waits,
      ScheduledExecutorService clock) {
    this.client = client;
    this.breaker = breaker;
    this.waits = waits;
    this.clock = clock;
  }

  UpstreamWaits waits() {
    return waits;
  }

  StoreAbilities abilities() {
    return abilities;
  }

  void found(StoreAbilities found) {
    abilities = found;
  }

  UpstreamBucket bucket() {
    return client.bucket();
  }

  /** Takes what it needs of a good answer. */
  @FunctionalInterface
  interface Reader<T> {
    T read(HttpResponse<InputStream> response) throws IOException;
  }

  /**
   * Asks, and asks again while the failure may pass. A request whose body cannot be sent again is
   * sent once.
   *
   * @param request made anew for each try
   * @param reader run within the try; reads the body to its end
   * @throws UpstreamRefusal what the last try was refused with
   * @throws IOException what the last try failed with
   */
  <T> T call(Supplier<UpstreamRequest> request, Reader<T> reader) throws IOException {
    return tried(
        () -> {
          UpstreamRequest next = request.get();
          HttpResponse<InputStream> response = send(next);
          // The head of the answer is here in time; the rest, which is short, has to be as well.
          Future<?> limit = cutLater(response.body(), next);
          try (InputStream body = response.body()) {
            T result = reader.read(response);
            body.readAllBytes();
            return result;
          } finally {
            limit.cancel(false);
          }
        },
        request.get().body().repeatable());
  }

  /**
   * The answer to a request for content, whose body is left to the caller.
   *
   * @throws UpstreamRefusal as {@link #call}
   */
  HttpResponse<InputStream> open(UpstreamRequest request) throws IOException {
    return tried(() -> send(request), true);
  }

  /** One try of something. */
  private interface Try<T> {
    T run() throws IOException;
  }

  private <T> T tried(Try<T> once, boolean repeatable) throws IOException {
    Duration pause = waits.firstPause();
    for (int tries = 0; ; ) {
      try {
        T result = once.run();
        breaker.succeeded();
        return result;
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException failed) {
        note(failed);
        // Waiting in vain takes long: it counts as two.
        tries += failed instanceof HttpTimeoutException ? 2 : 1;
        if (tries >= TRIES || !repeatable || !mayPass(failed)) {
          throw failed;
        }
        LOG.debugf("the blob store is asked again: %s", failed.getMessage());
      }
      pause(pause);
      pause = pause.multipliedBy(4);
    }
  }

  private Future<?> cutLater(InputStream body, UpstreamRequest request) {
    Duration limit = request.takesLong() ? waits.longAnswer() : waits.silence();
    return clock.schedule(() -> SilenceLimit.cut(body), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private HttpResponse<InputStream> send(UpstreamRequest request) throws IOException {
    breaker.pass();
    return client.send(request);
  }

  /** A store that gives a reason works, but for the reason that it does not. */
  private void note(IOException failed) {
    boolean fails =
        failed instanceof UpstreamRefusal refusal
            ? refusal.kind() == UpstreamRefusal.Kind.FAILING
            : !(failed instanceof UpstreamInput.WrongRange
                || failed instanceof UpstreamBreaker.Open);
    if (fails) {
      breaker.failed();
    } else if (!(failed instanceof UpstreamBreaker.Open)) {
      breaker.succeeded();
    }
  }

  /** The body of an answer that is read slowly, which ends when the store falls silent. */
  InputStream limited(InputStream body) {
    return new SilenceLimit(body, waits.silence(), clock);
  }

  private static boolean mayPass(IOException failed) {
    return !(failed instanceof UpstreamInput.WrongRange)
        && !(failed instanceof UpstreamBreaker.Open)
        && (!(failed instanceof UpstreamRefusal refusal) || refusal.passes());
  }

  private static void pause(Duration pause) throws IOException {
    long most = pause.toMillis();
    try {
      Thread.sleep(most == 0 ? 0 : ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the store was waited for");
    }
  }

  /**
   * What a client of ours is told. Logged here, because the exception that carries the cause is
   * not.
   *
   * @param what could not be done, for the log
   */
  static ObjectStoreException failure(String what, IOException cause) {
    if (cause instanceof UpstreamRefusal refusal) {
      switch (refusal.kind()) {
        case BUSY -> {
          LOG.warnf("cannot %s: the blob store is busy (%s)", what, cause.getMessage());
          return new ObjectStoreException(new RequestError.StorageBusy("blob store"), cause);
        }
        case FULL, MISCONFIGURED, NOT_OFFERED ->
            LOG.errorf("ALARM: cannot %s: the blob store refuses (%s)", what, cause.getMessage());
        case FAILING, ABSENT, NO_UPLOAD, SKEWED, EXISTS ->
            LOG.errorf("cannot %s: the blob store fails (%s)", what, cause.getMessage());
      }
    } else {
      LOG.errorf("cannot %s: %s", what, cause);
    }
    return new ObjectStoreException(new RequestError.StorageUnavailable("blob store"), cause);
  }
}
