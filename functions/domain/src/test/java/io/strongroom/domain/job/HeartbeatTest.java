package io.strongroom.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

  @Test
  void during_workThatTakesItsTime_isRenewedUntilItEnds() throws Exception {
    CountDownLatch beats = new CountDownLatch(3);
    CompletableFuture<String> work = new CompletableFuture<>();
    CompletableFuture<String> result =
        Heartbeat.during(
                Uni.createFrom().completionStage(work),
                () -> {
                  beats.countDown();
                  return beats.getCount() == 1
                      ? Uni.createFrom().failure(new IllegalStateException("the database is away"))
                      : Uni.createFrom().item(true);
                },
                Duration.ofMillis(5))
            .subscribe()
            .asCompletionStage();

    assertThat(beats.await(60, TimeUnit.SECONDS)).isTrue();
    work.complete("done");

    assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("done");
  }
}
