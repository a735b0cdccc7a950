package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What does not depend on each other. */
class AtOnceTest {

  private final CountDownLatch met = new CountDownLatch(2);

  /** Each waits for the other. */
  private void meet() {
    met.countDown();
    try {
      assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void run_two_goOnBesideEachOther() {
    AtOnce.run(List.of(this::meet, this::meet));

    assertThat(met.getCount()).isZero();
  }

  @Test
  void of_oneBesideTheOther_givesWhatTheFirstDoes() {
    String given =
        AtOnce.of(
            () -> {
              meet();
              return "given";
            },
            this::meet);

    assertThat(given).isEqualTo("given");
  }

  @Test
  void of_besideFails_isThrown() {
    assertThatThrownBy(
            () ->
                AtOnce.of(
                    () -> "given",
                    () -> {
                      throw new StartupException("no room");
                    }))
        .isInstanceOf(StartupException.class);
  }

  @Test
  void run_oneFails_isThrownWhenTheOtherHasEnded() {
    AtomicBoolean ended = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                AtOnce.run(
                    List.of(
                        () -> {
                          met.countDown();
                          throw new StartupException("no room");
                        },
                        () -> {
                          meet();
                          ended.set(true);
                        })))
        .isInstanceOf(StartupException.class)
        .hasMessage("no room");
    assertThat(ended).isTrue();
  }
}
