package io.strongroom.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean isAway;

  private final IssuerKeys keys = new IssuerKeys(this::answer, now::get);

  private List<JsonWebKey> answer() {
    questions.incrementAndGet();
    if (isAway) {
      throw new IdentityException(new IdentityError.IssuerAway());
    }
    return List.of();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void current_again_notAskedForAnHour() {
    keys.current();
    pass(Duration.ofMinutes(59));
    keys.current();
    assertThat(questions).hasValue(1);

    pass(Duration.ofMinutes(2));
    keys.current();
    assertThat(questions).hasValue(2);
  }

  @Test
  void current_issuerAway_notAskedForEachToken() {
    isAway = true;
    for (int i = 0; i < 50; i++) {
      assertThatThrownBy(keys::current).isInstanceOf(IdentityException.class);
    }
    assertThat(questions).hasValue(1);

    pass(Duration.ofSeconds(3));
    isAway = false;
    assertThat(keys.current()).isEmpty();
  }

  @Test
  void newer_aMomentAgo_notAskedAgain() {
    List<JsonWebKey> known = keys.current();
    keys.newer(known);
    assertThat(questions).hasValue(1);

    pass(Duration.ofSeconds(3));
    keys.newer(known);
    assertThat(questions).hasValue(2);
  }

  @Test
  void newer_issuerAway_givesWhatWasKnown() {
    List<JsonWebKey> known = keys.current();
    isAway = true;
    pass(Duration.ofSeconds(3));

    assertThat(keys.newer(known)).isSameAs(known);
  }

  @Test
  void current_manyAtOnce_asksOnce() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        clients.submit(
            () -> {
              go.await();
              return keys.current();
            });
      }
      go.countDown();
    }
    assertThat(questions).hasValue(1);
  }
}
