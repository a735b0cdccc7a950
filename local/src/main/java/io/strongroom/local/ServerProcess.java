package io.strongroom.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a local server in this process, from preparing its folder to the last step of stopping.
 *
 * <p>Order of stopping: requests and Quarkus, then the database, then the lock of the data folder.
 * A signal starts it in the shutdown hook; the main thread then only returns from Quarkus.
 */
public final class ServerProcess {
  private static final int STOP_LIMIT_IN_SECONDS = 30;

  private final Preparation server;
  private final AtomicBoolean quarkusRuns = new AtomicBoolean();
  private final AtomicInteger exitCode = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CountDownLatch quarkusStopped = new CountDownLatch(1);
  private final ReentrantLock ending = new ReentrantLock();
  private boolean ended;

  private final Class<? extends QuarkusApplication> application;
  private final Runnable afterwards;

  /**
   * @param server what has to be in place before Quarkus starts, and to go when it has stopped
   * @param application what runs while the server is up; the server stops when it returns
   * @param afterwards run once when everything has stopped
   */
  public ServerProcess(
      Preparation server, Class<? extends QuarkusApplication> application, Runnable afterwards) {
    this.server = server;
    this.application = application;
    this.afterwards = afterwards;
  }

  /** Serves until the application ends or the process is told to stop; returns its exit code. */
  public int run(String... arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "strongroom-stop"));
    try {
      server.prepare();
      quarkusRuns.set(true);
      Quarkus.run(
          application,
          (code, thrown) -> {
            exitCode.set(code);
            failure.set(thrown);
            quarkusStopped.countDown();
          },
          arguments);
      @Nullable Throwable cause = failure.get();
      if (cause != null) {
        throw startFailure(cause);
      }
      return exitCode.get();
    } catch (RuntimeException e) {
      // The hook ends the process: it has to know that this is not a stop in good order.
      exitCode.set(1);
      throw e;
    } finally {
      quarkusStopped.countDown();
      end();
    }
  }

  /** Once, by whoever comes first: what a stop removes is not removed by two. The other waits. */
  private void end() {
    ending.lock();
    try {
      if (!ended) {
        ended = true;
        server.close();
        afterwards.run();
      }
    } finally {
      ending.unlock();
    }
  }

  /** One sentence where a module refuses to start, everything where something is broken. */
  private static RuntimeException startFailure(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof IllegalStateException || cause instanceof IOException
        ? StartupException.because("Cannot start the server", failure)
        : new IllegalStateException("the server cannot start", failure);
  }

  private void stop() {
    try {
      if (quarkusRuns.get() && quarkusStopped.getCount() > 0) {
        Quarkus.asyncExit(0);
        if (!quarkusStopped.await(STOP_LIMIT_IN_SECONDS, TimeUnit.SECONDS)) {
          System.err.println("strongroom: requests did not end in time");
        }
      }
      end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // A signal would make the exit code 143; a stop in good order is a success.
      Runtime.getRuntime().halt(exitCode.get());
    }
  }
}
