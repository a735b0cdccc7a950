package io.strongroom.emulator.service;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.key.KeyArn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Says what would be lost with a key whose deletion is scheduled, where somebody in this process
 * knows. Never in the way: the deletion is answered before anybody is asked. Thread-safe.
 */
@ApplicationScoped
public class DeletionWarnings {

  private static final Logger LOG = Logger.getLogger(DeletionWarnings.class);
  private static final int KEPT = 100;

  private final Instance<KeyWitness> witnesses;
  private final KmsClock clock;
  private final Deque<Warning> newest = new ArrayDeque<>();

  DeletionWarnings(Instance<KeyWitness> witnesses, KmsClock clock) {
    this.witnesses = witnesses;
    this.clock = clock;
  }

  /** What was said of a key. */
  public record Warning(String keyArn, Instant at, List<String> losses) {

    public Warning {
      losses = List.copyOf(losses);
    }
  }

  /** A key's deletion was scheduled. */
  public void scheduled(KeyArn key) {
    for (KeyWitness witness : witnesses) {
      witness
          .losses(KmsKeyId.of(key.toString()))
          .subscribe()
          .with(
              losses -> warn(key.toString(), losses),
              failure -> LOG.warnf("what needs %s cannot be told: %s", key, failure.getMessage()));
    }
  }

  private void warn(String key, List<String> losses) {
    if (losses.isEmpty()) {
      return;
    }
    losses.forEach(loss -> LOG.warnf("%s is to be deleted, and with it goes: %s", key, loss));
    synchronized (newest) {
      newest.addFirst(new Warning(key, clock.instant(), losses));
      if (newest.size() > KEPT) {
        newest.removeLast();
      }
    }
  }

  /** Newest first, the last hundred since the start. */
  public List<Warning> newest() {
    synchronized (newest) {
      return List.copyOf(newest);
    }
  }
}
