package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.testing.RecordedEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Breaker, places and pace, with time standing still unless moved. */
class LimitsTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final KmsException DOWN = new KmsException.Unavailable("down");
  private static final KmsException THROTTLED =
      new KmsException.Throttled("slow down", Optional.empty());

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();
  private final ResilienceSettings once =
      ResilienceSettings.interactive("test")
          .withRetry(
              new RetrySettings(
                  1, Duration.ZERO, Duration.ZERO, Duration.ZERO, RetrySettings.Quota.DEFAULT));

  private ResilientKmsClient client(ScriptedKms kms, ResilienceSettings settings) {
    return ResilientKmsClient.create(kms, settings, events, time);
  }

  private static CompletableFuture<GeneratedDataKey> generate(KmsClient client, String keyId) {
    return client
        .generateDataKey(KeyName.parse(keyId), 32, EncryptionContext.empty(), ALICE)
        .toCompletableFuture();
  }

  private static List<CompletableFuture<GeneratedDataKey>> generate(KmsClient client, int count) {
    return IntStream.range(0, count).mapToObj(i -> generate(client, "key")).toList();
  }

  private static KmsException failure(CompletableFuture<?> future) {
    assertThat(future).isCompletedExceptionally();
    return (KmsException) future.exceptionNow();
  }

  @Test
  void breaker_halfOfTwentyFail_opensForThatKeyOnly() {
    ScriptedKms kms = ScriptedKms.alwaysFailing(DOWN);
    ResilientKmsClient client = client(kms, once);
    generate(client, 20);
    assertThat(kms.callCount()).isEqualTo(20);
    assertThat(failure(generate(client, "key")))
        .isInstanceOf(KmsException.Unavailable.class)
        .hasMessageContaining("has been failing for key key");
    assertThat(kms.callCount()).as("not asked").isEqualTo(20);
    assertThat(client.health().troubledKeys())
        .containsExactly(java.util.Map.entry("key", BreakerState.OPEN));
    generate(client, "other");
    assertThat(kms.callCount()).isEqualTo(21);
    assertThat(events.breaker).containsExactly(BreakerState.OPEN);
    assertThat(events.refusals).hasSize(1);
  }

  @Test
  void breaker_throttlesAndRefusals_neverOpenIt() {
    for (KmsException harmless :
        List.of(THROTTLED, new KmsException.Disabled("d"), new KmsException.AccessDenied("a"))) {
      ScriptedKms kms = ScriptedKms.alwaysFailing(harmless);
      ResilientKmsClient client = client(kms, once);
      for (int i = 0; i < 40; i++) {
        client.describeKey(KeyName.parse("key"), ALICE);
        time.advance(Duration.ofSeconds(3));
      }
      assertThat(kms.callCount()).isEqualTo(40);
      assertThat(client.health().degraded()).isFalse();
    }
  }

  @Test
  void breaker_serviceBack_recoversWithinOpenTimeAndOneProbe() {
    boolean[] down = {true};
    ScriptedKms kms = new ScriptedKms(call -> down[0] ? new Step.Fail(DOWN) : new Step.Succeed());
    ResilientKmsClient client = client(kms, once);
    generate(client, 20);
    down[0] = false;
    time.advance(Duration.ofMillis(4_990));
    assertThat(generate(client, "key")).isCompletedExceptionally();
    time.advance(Duration.ofMillis(20));
    assertThat(generate(client, "key")).isCompleted();
    assertThat(generate(client, "key")).isCompleted();
    assertThat(events.breaker)
        .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
    assertThat(client.health().degraded()).isFalse();
  }

  @Test
  void breaker_failedProbes_openTimeDoublesUpToItsCeiling() {
    ScriptedKms kms = ScriptedKms.alwaysFailing(DOWN);
    ResilientKmsClient client = client(kms, once);
    generate(client, 20);
    int asked = 20;
    for (int seconds : new int[] {5, 5, 5, 5, 5, 5, 10, 20, 30, 30}) {
      time.advance(Duration.ofSeconds(seconds).minusMillis(10));
      generate(client, "key");
      assertThat(kms.callCount()).as("before %d s", seconds).isEqualTo(asked);
      time.advance(Duration.ofMillis(20));
      generate(client, "key");
      assertThat(kms.callCount()).as("probe after %d s", seconds).isEqualTo(++asked);
    }
  }

  @Test
  void breaker_halfOpen_oneProbeAtATime() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms =
        new ScriptedKms(call -> call <= 20 ? new Step.Fail(DOWN) : new Step.Await(gate));
    ResilientKmsClient client = client(kms, once);
    generate(client, 20);
    time.advance(Duration.ofMillis(5_010));
    var probe = generate(client, "key");
    assertThat(generate(client, "key")).isCompletedExceptionally();
    assertThat(kms.callCount()).isEqualTo(21);
    gate.complete(null);
    assertThat(probe).isCompleted();
  }

  @Test
  void breaker_retriesStopWhenItOpens() {
    ScriptedKms kms = ScriptedKms.alwaysFailing(DOWN);
    ResilientKmsClient client = client(kms, ResilienceSettings.interactive("test"));
    List<CompletableFuture<GeneratedDataKey>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(generate(client, "key"));
    }
    time.advance(Duration.ofSeconds(4));
    assertThat(kms.callCount()).as("20 calls and not 80").isBetween(20, 30);
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompletedExceptionally());
  }

  @Test
  void places_allTaken_waitInOrderAndRestRefused() {
    List<CompletableFuture<Void>> gates = new ArrayList<>();
    ScriptedKms kms =
        new ScriptedKms(
            call -> {
              CompletableFuture<Void> gate = new CompletableFuture<>();
              gates.add(gate);
              return new Step.Await(gate);
            });
    ResilientKmsClient client = client(kms, once.withLoad(new LoadSettings(8_000, 2, 3)));
    var answers = generate(client, 6);
    assertThat(kms.callCount()).isEqualTo(2);
    assertThat(failure(answers.get(5)))
        .isInstanceOf(KmsException.Throttled.class)
        .hasMessageContaining("too many calls");
    gates.getFirst().complete(null);
    assertThat(answers.get(0)).isCompleted();
    assertThat(kms.callCount()).isEqualTo(3);
    for (int i = 1; i < gates.size(); i++) {
      gates.get(i).complete(null);
    }
    assertThat(answers.subList(0, 5)).allSatisfy(a -> assertThat(a).isCompleted());
    assertThat(kms.callCount()).isEqualTo(5);
  }

  @Test
  void places_waitedTooLong_throttledAndNeverStarted() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(gate));
    ResilientKmsClient client = client(kms, once.withLoad(new LoadSettings(8_000, 1, 5)));
    var first = generate(client, "key");
    var second = generate(client, "key");
    time.advance(Duration.ofMillis(2_001));
    assertThat(failure(first)).isInstanceOf(KmsException.Unavailable.class);
    assertThat(failure(second))
        .isInstanceOf(KmsException.Throttled.class)
        .hasMessageContaining("waited too long");
    gate.complete(null);
    assertThat(kms.callCount()).as("nobody waits for the second any more").isOne();
    assertThat(generate(client, "key")).isCompleted();
  }

  @Test
  void pace_configuredRate_neverExceeded() {
    ScriptedKms kms = ScriptedKms.working();
    ResilientKmsClient client = client(kms, once.withLoad(new LoadSettings(10, 20, 200)));
    var answers = generate(client, 50);
    assertThat(kms.callCount()).isOne();
    time.advance(Duration.ofSeconds(1));
    assertThat(kms.callCount()).isBetween(10, 12);
    time.advance(Duration.ofSeconds(4));
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
  }

  @Test
  void pace_waitBeyondDeadline_throttledAtOnceWithHint() {
    ScriptedKms kms = ScriptedKms.working();
    ResilientKmsClient client = client(kms, once.withLoad(new LoadSettings(1, 20, 200)));
    var answers = generate(client, 20);
    KmsException.Throttled last = (KmsException.Throttled) failure(answers.getLast());
    assertThat(last.retryAfter()).contains(Duration.ofSeconds(2));
    time.advance(Duration.ofSeconds(10));
    assertThat(answers.stream().filter(answer -> !answer.isCompletedExceptionally()))
        .hasSizeBetween(10, 11);
  }

  @Test
  void background_busy_usesAtMostAFifth() {
    ScriptedKms kms = ScriptedKms.working();
    ResilientKmsClient client = client(kms, once.withLoad(new LoadSettings(100, 20, 200)));
    KmsClient background = client.background();
    generate(background, 300);
    int before = kms.callCount();
    time.advance(Duration.ofSeconds(10));
    assertThat(kms.callCount() - before).isBetween(190, 210);
    assertThat(generate(client, "key")).as("others are not held up").isCompleted();
  }
}
