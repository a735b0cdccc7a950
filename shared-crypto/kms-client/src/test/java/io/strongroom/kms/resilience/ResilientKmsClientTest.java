package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.testing.RecordedEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ResilientKmsClientTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final KmsException THROTTLED =
      new KmsException.Throttled("slow down", Optional.empty());
  private static final KmsException DOWN = new KmsException.Unavailable("down");

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();
  private final ResilienceSettings settings = ResilienceSettings.interactive("test");

  private KmsClient client(ScriptedKms kms) {
    return ResilientKmsClient.create(kms, settings, events, time);
  }

  private static CompletableFuture<GeneratedDataKey> generate(KmsClient client) {
    return client
        .generateDataKey(KeyName.parse("key"), 32, EncryptionContext.empty(), ALICE)
        .toCompletableFuture();
  }

  private static <T> KmsException failure(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    assertThat(future).isCompletedExceptionally();
    return (KmsException) future.exceptionNow();
  }

  @Test
  void call_working_oneAttemptNoWait() {
    ScriptedKms kms = ScriptedKms.working();
    assertThat(generate(client(kms)).join().keyId().text()).isEqualTo("arn:key");
    assertThat(kms.callCount()).isOne();
    assertThat(events.waits).isEmpty();
    assertThat(events.attempts).containsExactly("GenerateDataKey ok");
  }

  @Test
  void call_throttledTwice_retriedWithWaitsAndSucceeds() {
    ScriptedKms kms = ScriptedKms.failing(THROTTLED, THROTTLED);
    var answer = generate(client(kms));
    assertThat(answer).isNotDone();
    time.advance(Duration.ofSeconds(2));
    assertThat(answer.join().plaintext().length()).isEqualTo(32);
    assertThat(kms.callCount()).isEqualTo(3);
    assertThat(events.waits).hasSize(2);
    assertThat(events.waits.get(0)).isBetween(Duration.ZERO, Duration.ofMillis(500));
    assertThat(events.waits.get(1)).isBetween(Duration.ZERO, Duration.ofMillis(1_000));
    assertThat(events.throttles).hasSize(2);
  }

  @Test
  void call_alwaysThrottled_fourAttemptsThenThrottled() {
    ScriptedKms kms = ScriptedKms.alwaysFailing(THROTTLED);
    var answer = generate(client(kms));
    time.advance(Duration.ofSeconds(10));
    assertThat(failure(answer)).isSameAs(THROTTLED);
    assertThat(kms.callCount()).isEqualTo(4);
  }

  @Test
  void call_serverHint_waitedFor() {
    KmsException hinted =
        new KmsException.Throttled("slow down", Optional.of(Duration.ofSeconds(3)));
    ScriptedKms kms = ScriptedKms.failing(hinted);
    var answer = generate(client(kms));
    time.advance(Duration.ofMillis(2_999));
    assertThat(kms.callCount()).isOne();
    time.advance(Duration.ofMillis(2));
    assertThat(answer).isCompleted();
  }

  @Test
  void call_refusal_notRetried() {
    for (KmsException refusal :
        new KmsException[] {
          new KmsException.Disabled("d"),
          new KmsException.NotFound("n"),
          new KmsException.AccessDenied("a"),
          new KmsException.InvalidState("s"),
          new KmsException.InvalidKeyUsage("u"),
          new KmsException.InvalidRequest("r"),
          new KmsException.CiphertextInvalid("c")
        }) {
      ScriptedKms kms = ScriptedKms.alwaysFailing(refusal);
      assertThat(failure(generate(client(kms)))).isSameAs(refusal);
      assertThat(kms.callCount()).isOne();
    }
  }

  @Test
  void call_hanging_eachAttemptCutAndTotalKept() {
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(new CompletableFuture<>()));
    var answer = generate(client(kms));
    time.advance(Duration.ofMillis(1_999));
    assertThat(events.attempts).isEmpty();
    time.advance(Duration.ofMillis(8_002));
    assertThat(failure(answer)).isInstanceOf(KmsException.Unavailable.class);
    assertThat(failure(answer)).hasMessageContaining("did not answer within");
    assertThat(kms.callCount()).isEqualTo(4);
  }

  @Test
  void call_deadline_cutsAnAttemptUnderWay() {
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(new CompletableFuture<>()));
    ResilienceSettings impatient =
        settings.withTime(
            new TimeSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
    var answer = generate(ResilientKmsClient.create(kms, impatient, events, time));
    time.advance(Duration.ofMillis(1_001));
    assertThat(failure(answer)).hasMessageContaining("within 1000 ms");
    time.advance(Duration.ofSeconds(20));
    assertThat(kms.callCount()).isOne();
  }

  @Test
  void call_waitBeyondDeadline_answersAtOnce() {
    KmsException hinted =
        new KmsException.Throttled("slow down", Optional.of(Duration.ofSeconds(3)));
    ResilienceSettings impatient =
        settings.withTime(
            new TimeSettings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO));
    ScriptedKms kms = ScriptedKms.alwaysFailing(hinted);
    var answer = generate(ResilientKmsClient.create(kms, impatient, events, time));
    assertThat(failure(answer)).isSameAs(hinted);
  }

  @Test
  void call_answerAfterTimeout_keyZeroed() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms =
        new ScriptedKms(call -> call == 1 ? new Step.Await(gate) : new Step.Succeed());
    var answer = generate(client(kms));
    time.advance(Duration.ofSeconds(3));
    assertThat(answer).isCompleted();
    gate.complete(null);
    SecretBytes late = kms.secrets().getLast();
    assertThat(kms.secrets()).hasSize(2);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(late::copy))
        .isInstanceOf(IllegalStateException.class);
    assertThat(answer.join().plaintext().copy().length()).isEqualTo(32);
  }

  @Test
  void call_answerAfterCallerGaveUp_keyZeroed() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(gate));
    var answer = generate(client(kms));
    answer.cancel(false);
    gate.complete(null);
    SecretBytes late = kms.secrets().getLast();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(late::copy))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void quota_exhausted_noRetriesUntilSuccesses() {
    RetrySettings poor =
        new RetrySettings(
            4,
            Duration.ofMillis(500),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            new RetrySettings.Quota(28, 5, 14, 10));
    boolean[] down = {true};
    ScriptedKms kms = new ScriptedKms(call -> down[0] ? new Step.Fail(DOWN) : new Step.Succeed());
    KmsClient client = ResilientKmsClient.create(kms, settings.withRetry(poor), events, time);
    generate(client);
    time.advance(Duration.ofSeconds(10));
    assertThat(kms.callCount()).as("28 pays two retries of 14").isEqualTo(3);
    generate(client);
    time.advance(Duration.ofSeconds(10));
    assertThat(kms.callCount()).as("no retry left").isEqualTo(4);
    down[0] = false;
    for (int i = 0; i < 14; i++) {
      generate(client);
    }
    down[0] = true;
    int before = kms.callCount();
    generate(client);
    time.advance(Duration.ofSeconds(10));
    assertThat(kms.callCount() - before).as("14 successes pay one retry").isEqualTo(2);
  }

  @Test
  void quota_retrySucceeds_costGivenBack() {
    RetryQuota quota = new RetryQuota(RetrySettings.Quota.DEFAULT);
    assertThat(quota.cost(THROTTLED, false)).isEqualTo(5);
    assertThat(quota.cost(DOWN, false)).isEqualTo(14);
    assertThat(quota.cost(DOWN, true)).isEqualTo(10);
    assertThat(quota.take(14)).isTrue();
    quota.giveBack(14);
    assertThat(quota.left()).isEqualTo(500);
    quota.giveBack(0);
    assertThat(quota.left()).isEqualTo(500);
  }

  @Test
  void bugInProvider_notRetriedAndSeen() {
    KmsClient client =
        client(
            new ScriptedKms(
                call -> {
                  throw new IllegalArgumentException("bug");
                }));
    assertThat(generate(client))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingRootCause()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage("bug");
  }

  @Test
  void defaults_areThoseOfTheRuleBook() {
    assertThat(RetrySettings.INTERACTIVE)
        .isEqualTo(
            new RetrySettings(
                4,
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                new RetrySettings.Quota(500, 5, 14, 10)));
    assertThat(RetrySettings.BACKGROUND.attempts()).isEqualTo(6);
    assertThat(RetrySettings.BACKGROUND.cap()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.time())
        .isEqualTo(
            new TimeSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1)));
    assertThat(ResilienceSettings.sameMachine("test").time().attempt())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.breaker())
        .isEqualTo(new BreakerSettings(20, 0.5, Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(settings.load()).isEqualTo(new LoadSettings(8_000, 20, 200));
  }
}
