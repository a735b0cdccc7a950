package io.strongroom.runtime.identity;

import io.strongroom.domain.port.KeyHolders;
import io.strongroom.storage.identity.IdentityNotices;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Keeps {@link KnownKeys} true: notices of the database end what is known at once, and a question
 * for the revision, twice a second, bounds how long a lost notice can matter. Sleeps while nobody
 * asks for keys, and then they are forgotten. Thread-safe.
 */
final class RevisionWatch {

  private static final Logger LOG = Logger.getLogger("io.strongroom.identity");
  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final long ANSWER_SECONDS = 5;
  private static final long IDLE = Duration.ofSeconds(60).toNanos();

  private final KeyHolders holders;
  private final IdentityNotices notices;
  private final KnownKeys keys;
  private final LongSupplier nanoClock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long lastUse;

  RevisionWatch(
      KeyHolders holders, IdentityNotices notices, KnownKeys keys, LongSupplier nanoClock) {
    this.holders = holders;
    this.notices = notices;
    this.keys = keys;
    this.nanoClock = nanoClock;
  }

  /** Says that keys are asked for. */
  void used() {
    lastUse = nanoClock.getAsLong();
    if (running.compareAndSet(false, true)) {
      Thread.ofVirtual().name("strongroom-identities").start(this::watch);
    }
  }

  private void watch() {
    try {
      while (nanoClock.getAsLong() - lastUse < IDLE) {
        notices.keepListening(keys::doubt);
        confirm();
        keys.zeroRetired();
        Thread.sleep(PAUSE);
      }
      keys.forget();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      notices.close();
      running.set(false);
    }
    zeroForgotten();
  }

  /** Nobody may ask for a key again, and secrets are not to wait for that. */
  private void zeroForgotten() {
    try {
      Thread.sleep(RetiredSecrets.GRACE);
      keys.zeroRetired();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void confirm() throws InterruptedException {
    long askedAt = nanoClock.getAsLong();
    try {
      long revision =
          holders
              .revision()
              .subscribeAsCompletionStage()
              .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
              .get();
      keys.confirm(revision, askedAt);
    } catch (ExecutionException unknown) {
      // Keys are read one by one meanwhile, or refused.
      LOG.debugf("the revision of identities is not known: %s", unknown.getCause());
    }
  }
}
