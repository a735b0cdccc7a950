package io.strongroom.function.console.session;

import io.strongroom.domain.caller.Caller;
import io.strongroom.runtime.http.InnerKeys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of one process, in its memory: they end with it. Only hashes of their tokens are
 * kept. Thread-safe.
 */
public final class ConsoleSessions {

  private static final int TOKEN_BYTES = 32;

  private final Duration idle;
  private final Duration longest;
  private final int most;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** By the hash of the token; who was heard of last is last. */
  private final Map<String, Held> sessions = new LinkedHashMap<>(16, 0.75f, true);

  private record Held(Session session, Instant heard) {}

  /**
   * A session that has begun.
   *
   * @param token that the browser keeps, and nobody else
   */
  public record Begun(String token, Session session) {}

  /**
   * @param idle how long one lasts of which nothing is heard
   * @param longest how long one lasts at most
   * @param most at once; one more ends the one that was silent for longest
   */
  public ConsoleSessions(Duration idle, Duration longest, int most, InstantSource clock) {
    this.idle = idle;
    this.longest = longest;
    this.most = most;
    this.clock = clock;
  }

  /** A new session, under a token that nobody could know before. */
  public Begun begin(InnerKeys.Key key, Caller caller) {
    String token = fresh();
    Instant now = clock.instant();
    Session session = new Session(key, caller.principal(), caller.account(), fresh(), now);
    synchronized (this) {
      sessions.values().removeIf(held -> isOver(held, now));
      sessions.put(hash(token), new Held(session, now));
      if (sessions.size() > most) {
        sessions.remove(sessions.keySet().iterator().next());
      }
    }
    return new Begun(token, session);
  }

  /** The session of a token, of which something was heard herewith; empty when it is over. */
  public synchronized Optional<Session> find(String token) {
    String hash = hash(token);
    Instant now = clock.instant();
    Optional<Held> held =
        Optional.ofNullable(sessions.get(hash)).filter(each -> !isOver(each, now));
    held.ifPresentOrElse(
        each -> sessions.put(hash, new Held(each.session(), now)), () -> sessions.remove(hash));
    return held.map(Held::session);
  }

  /** Nobody is signed in with this token from now on. Idempotent. */
  public synchronized void end(String token) {
    sessions.remove(hash(token));
  }

  private boolean isOver(Held held, Instant now) {
    return !now.isBefore(held.heard().plus(idle))
        || !now.isBefore(held.session().began().plus(longest));
  }

  private String fresh() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
