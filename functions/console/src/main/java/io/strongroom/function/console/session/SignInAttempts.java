package io.strongroom.function.console.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address failed to sign in lately. By address, and not by access key: else whoever
 * knows a key's name could keep its holder out. Thread-safe.
 */
public final class SignInAttempts {

  private static final int REMEMBERED = 10_000;

  private final int most;
  private final Duration window;
  private final InstantSource clock;

  /** Who failed first is first. */
  private final Map<String, Failures> failures =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  private record Failures(int count, Instant since) {}

  /**
   * @param most failures of one address in a window; further attempts are not looked at
   */
  public SignInAttempts(int most, Duration window, InstantSource clock) {
    this.most = most;
    this.window = window;
    this.clock = clock;
  }

  /**
   * Takes an attempt down as failed, before it is looked at, so that many at once are no way
   * around.
   *
   * @return whether it may be looked at
   */
  public synchronized boolean begin(String address) {
    Instant now = clock.instant();
    Failures lately = failures.get(address);
    if (lately == null || !now.isBefore(lately.since().plus(window))) {
      failures.remove(address);
      failures.put(address, new Failures(1, now));
      return true;
    }
    if (lately.count() >= most) {
      return false;
    }
    failures.put(address, new Failures(lately.count() + 1, lately.since()));
    return true;
  }

  /** The attempt did not fail: it is taken back, and no other. */
  public synchronized void succeeded(String address) {
    Failures lately = failures.get(address);
    if (lately != null && lately.count() > 1) {
      failures.put(address, new Failures(lately.count() - 1, lately.since()));
    } else {
      failures.remove(address);
    }
  }

  /** How long an address is not listened to that failed too often. */
  public Duration window() {
    return window;
  }
}
