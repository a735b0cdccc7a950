package io.strongroom.kms.vault;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.provider.ProviderFailures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one token that all callers use. One login serves all who wait for it; it is followed up when
 * two thirds of its life have passed, whether or not there are calls. Thread-safe.
 *
 * <p>Vault answers 403 to a dead token and to a policy's refusal alike. So a refused call leads to
 * a question for the token itself, and only a dead one to another login, at most one a minute. A
 * refused caller can therefore not fill the server with tokens.
 */
final class VaultTokens implements AutoCloseable {

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration BETWEEN_REPLACEMENTS = Duration.ofMinutes(1);
  private static final Duration ALIVE = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final long GOODBYE_SECONDS = 2;

  /** A login under way or done, and how long its outcome counts. */
  private record Login(CompletableFuture<VaultToken> token, Instant until) {
    Optional<VaultToken> done() {
      return token.isDone() && !token.isCompletedExceptionally()
          ? Optional.of(token.join())
          : Optional.empty();
    }
  }

  private record Question(VaultToken token, CompletableFuture<Boolean> answer, Instant until) {}

  private final VaultAuth auth;
  private final InstantSource clock;
  private final Later later;
  private @Nullable Login login;
  private @Nullable Question question;
  private Instant replaced = Instant.MIN;
  private @Nullable String trouble;
  private boolean closed;

  VaultTokens(VaultAuth auth, InstantSource clock, Later later) {
    this.auth = auth;
    this.clock = clock;
    this.later = later;
  }

  /** The token now; a failed login is not repeated within a second. */
  synchronized CompletionStage<VaultToken> current() {
    Login known = login;
    if (closed) {
      return CompletableFuture.failedFuture(new KmsException.Unavailable("closed"));
    }
    return known != null && clock.instant().isBefore(known.until()) ? known.token() : logIn();
  }

  private synchronized CompletableFuture<VaultToken> logIn() {
    CompletableFuture<VaultToken> token = new CompletableFuture<>();
    login = new Login(token, Instant.MAX);
    ProviderFailures.contain(auth::logIn)
        .whenComplete(
            (got, error) -> {
              if (got != null) {
                install(token, got);
              } else {
                fail(token, error);
              }
            });
    return token;
  }

  private void install(CompletableFuture<VaultToken> waiting, VaultToken got) {
    synchronized (this) {
      Instant end = got.life().isZero() ? Instant.MAX : clock.instant().plus(got.life());
      login = new Login(waiting, end);
      trouble = null;
      if (!closed && !got.life().isZero()) {
        later.run(atLeastASecond(got.life().multipliedBy(2).dividedBy(3)), () -> follow(got));
      }
    }
    waiting.complete(got);
  }

  private static Duration atLeastASecond(Duration wait) {
    return wait.compareTo(AFTER_FAILURE) < 0 ? AFTER_FAILURE : wait;
  }

  private synchronized void fail(CompletableFuture<VaultToken> waiting, Throwable error) {
    login = new Login(waiting, clock.instant().plus(AFTER_FAILURE));
    if (!(error instanceof KmsException.Throttled)) {
      trouble = error.getMessage();
    }
    if (!closed) {
      later.run(LONGEST_WAIT, this::tryAgain);
    }
    waiting.completeExceptionally(error);
  }

  /** So that health comes back without a call. */
  private synchronized void tryAgain() {
    if (trouble != null) {
      var _ = current();
    }
  }

  private void follow(VaultToken token) {
    if (isCurrent(token)) {
      ProviderFailures.contain(() -> auth.next(token))
          .whenComplete(
              (next, error) -> {
                if (next != null) {
                  replace(token, next);
                } else {
                  again(token, error);
                }
              });
    }
  }

  private void replace(VaultToken token, VaultToken next) {
    boolean other = !next.value().equals(token.value());
    if (!isCurrent(token)) {
      if (other && next.isOwn()) {
        var _ = auth.revoke(next);
      }
      return;
    }
    if (next.equals(token)) {
      again(token, null);
      return;
    }
    install(new CompletableFuture<>(), next);
    if (other && token.isOwn()) {
      // Calls under way may still be using it.
      later.run(GRACE, () -> auth.revoke(token));
    }
  }

  private synchronized void again(VaultToken token, @Nullable Throwable error) {
    trouble = error == null ? null : error.getMessage();
    Duration left = Duration.between(clock.instant(), token.got().plus(token.life()));
    if (left.isPositive() && !closed) {
      Duration third = atLeastASecond(left.dividedBy(3));
      later.run(third.compareTo(LONGEST_WAIT) < 0 ? third : LONGEST_WAIT, () -> follow(token));
    }
  }

  private synchronized boolean isCurrent(VaultToken token) {
    Login known = login;
    return !closed
        && known != null
        && known.done().map(VaultToken::value).filter(token.value()::equals).isPresent();
  }

  /**
   * A call with {@code token} was refused. Whether it should be tried again, with another token;
   * fails when there is none to be had.
   */
  CompletionStage<Boolean> refused(VaultToken token) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    synchronized (this) {
      if (!isCurrent(token)) {
        return CompletableFuture.completedFuture(true);
      }
      Question known = question;
      if (known != null && known.token().equals(token) && clock.instant().isBefore(known.until())) {
        return known.answer();
      }
      question = new Question(token, answer, Instant.MAX);
    }
    ProviderFailures.contain(() -> auth.isAlive(token))
        .thenApply(alive -> !alive && mayReplace(token))
        .whenComplete(
            (again, error) -> {
              Duration memory = again == null || again ? Duration.ZERO : ALIVE;
              synchronized (this) {
                question = new Question(token, answer, clock.instant().plus(memory));
              }
              if (again == null) {
                answer.completeExceptionally(ProviderFailures.unwrap(error));
              } else {
                answer.complete(again);
              }
            });
    return answer;
  }

  /** Forgets a dead token, if that is not too soon after the last one or not proved. */
  private synchronized boolean mayReplace(VaultToken dead) {
    if (!isCurrent(dead)) {
      return true;
    }
    Instant now = clock.instant();
    Instant proved =
        switch (dead.origin()) {
          case GIVEN -> now;
          case OWN -> replaced.equals(Instant.MIN) ? now : replaced.plus(BETWEEN_REPLACEMENTS);
          case OWN_AND_BLIND -> dead.got().plus(BETWEEN_REPLACEMENTS);
        };
    if (!now.isBefore(proved)) {
      replaced = now;
      login = null;
      return true;
    }
    if (dead.origin() == VaultToken.Origin.OWN_AND_BLIND) {
      return false;
    }
    trouble = "Vault does not know the token of a login that is less than a minute old";
    KmsException failure = new KmsException.Unavailable(trouble);
    login = new Login(CompletableFuture.failedFuture(failure), proved);
    throw failure;
  }

  synchronized Optional<String> trouble() {
    return Optional.ofNullable(trouble);
  }

  /** Revokes a token of our own, of a login under way too; waits for that two seconds at most. */
  @Override
  public void close() {
    Login last;
    synchronized (this) {
      closed = true;
      last = login;
    }
    later.close();
    if (last == null) {
      return;
    }
    CompletableFuture<Void> revoked =
        last.token()
            .thenCompose(
                token ->
                    token.isOwn() ? auth.revoke(token) : CompletableFuture.completedFuture(null));
    try {
      revoked.get(GOODBYE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // There was none, or its lease ends by itself.
      return;
    }
  }
}
