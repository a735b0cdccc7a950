package io.strongroom.runtime.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PoolWatchTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private CompletableFuture<Boolean> answer = new CompletableFuture<>();

  private final PoolWatch watch =
      new PoolWatch(
          () -> {
            asked.incrementAndGet();
            return Uni.createFrom().completionStage(answer);
          },
          Duration.ofMillis(20),
          Duration.ofSeconds(45),
          now::get);

  private boolean isReady() {
    return watch.isReady().await().indefinitely();
  }

  private void advance(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void isReady_answers_asTheDatabaseSays() {
    answer.complete(true);
    assertThat(isReadySoon()).isTrue();
    answer = CompletableFuture.completedFuture(false);
    assertThat(isReady()).isFalse();
    answer = CompletableFuture.completedFuture(true);
    assertThat(isReadySoon()).isTrue();
  }

  @Test
  void isReady_noAnswer_downAndAsksNoSecondTime() {
    assertThat(isReady()).isFalse();
    assertThat(isReady()).isFalse();
    assertThat(asked).hasValue(1);
    answer.complete(true);
    assertThat(isReadySoon()).isTrue();
  }

  /** Both health checks are asked at once. */
  @Test
  void isReady_whileAnotherAsks_sharesTheAnswer() {
    PoolWatch patient =
        new PoolWatch(
            () -> {
              asked.incrementAndGet();
              return Uni.createFrom().completionStage(answer);
            },
            Duration.ofSeconds(30),
            Duration.ofSeconds(45),
            now::get);
    patient.isAlive();
    CompletableFuture<Boolean> ready = patient.isReady().subscribeAsCompletionStage();
    answer.complete(true);
    assertThat(ready.join()).isTrue();
    assertThat(asked).hasValue(1);
  }

  /** The test's patience is so short that a busy machine may miss an answer that is there. */
  private boolean isReadySoon() {
    return IntStream.range(0, 100).anyMatch(i -> isReady());
  }

  @Test
  void isAlive_stuckBeyondPatience_downUntilAConnectionCanBeHad() {
    assertThat(watch.isAlive()).isTrue();
    advance(45);
    assertThat(watch.isAlive()).isTrue();
    advance(1);
    assertThat(watch.isAlive()).isFalse();
    answer.complete(true);
    assertThat(watch.isAlive()).isTrue();
  }

  @Test
  void isAlive_noConnectionAgainAndAgain_down() {
    answer.completeExceptionally(new TimeoutException("no connection"));
    advance(46);
    assertThat(watch.isAlive()).isFalse();
    assertThat(isReady()).isFalse();
  }

  @Test
  void isAlive_databaseAway_staysUp() {
    answer.complete(false);
    advance(46);
    watch.isAlive();
    assertThat(watch.isAlive()).isTrue();
    assertThat(isReady()).isFalse();
  }
}
