package io.strongroom.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StoreWatchTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private CompletableFuture<Boolean> answer = new CompletableFuture<>();

  private final StoreWatch watch = watch(Duration.ofSeconds(65));

  private StoreWatch watch(Duration patience) {
    return new StoreWatch(
        () -> {
          asked.incrementAndGet();
          return Uni.createFrom().completionStage(answer);
        },
        patience,
        now::get);
  }

  private void advance(int seconds) {
    now.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  @Test
  void isAlive_noAnswerBeyondPatience_downUntilThereIsOne() {
    assertThat(watch.isAlive()).isTrue();
    advance(65);
    assertThat(watch.isAlive()).isTrue();
    advance(1);
    assertThat(watch.isAlive()).isFalse();
    answer.complete(true);
    assertThat(watch.isAlive()).isTrue();
  }

  @Test
  void isAlive_whileItAsks_asksNoSecondTime() {
    watch.isAlive();
    watch.isAlive();
    assertThat(asked).hasValue(1);
  }

  @Test
  void isAlive_noConnectionAgainAndAgain_down() {
    answer.completeExceptionally(new IllegalStateException("Timeout"));
    advance(66);
    assertThat(watch.isAlive()).isFalse();
  }

  @Test
  void isAlive_databaseAway_up() {
    answer.completeExceptionally(new IOException("Connection refused"));
    advance(66);
    watch.isAlive();
    assertThat(watch.isAlive()).isTrue();
  }

  @Test
  void isAlive_withoutALimit_up() {
    StoreWatch patient = watch(Duration.ZERO);
    advance(1_000_000);
    assertThat(patient.isAlive()).isTrue();
  }
}
