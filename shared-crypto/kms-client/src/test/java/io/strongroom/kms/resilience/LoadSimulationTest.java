package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.testing.RecordedEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Many callers against a service with a quota, or one that goes away, minutes in milliseconds. */
class LoadSimulationTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final Duration ROUND_TRIP = Duration.ofMillis(10);

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();
  private int refusedByService;
  private int clientErrors;
  private int done;

  /** A service that answers after a round trip and refuses what exceeds its rate. */
  private ScriptedKms service(double perSecond) {
    TokenBucket quota = new TokenBucket(() -> perSecond, time);
    return new ScriptedKms(
        call -> {
          CompletableFuture<Void> answer = new CompletableFuture<>();
          boolean accepted = quota.take();
          if (!accepted) {
            refusedByService++;
          }
          time.schedule(
              ROUND_TRIP,
              () -> {
                if (accepted) {
                  answer.complete(null);
                } else {
                  answer.completeExceptionally(
                      new KmsException.Throttled("slow down", Optional.empty()));
                }
              });
          return new Step.Await(answer);
        });
  }

  /** A caller that makes one call after the other, trying again a second after a failure. */
  private void start(KmsClient client, int calls) {
    if (calls == 0) {
      return;
    }
    client
        .generateDataKey(KeyName.parse("key"), 32, EncryptionContext.empty(), ALICE)
        .whenComplete(
            (key, error) -> {
              if (error == null) {
                done++;
                start(client, calls - 1);
              } else {
                assertThat(error).isInstanceOf(KmsException.Throttled.class);
                clientErrors++;
                time.schedule(Duration.ofSeconds(1), () -> start(client, calls));
              }
            });
  }

  @Test
  void thousandCallsOfThirtyTwoClientsUnderFiftyPerSecond_allSucceed() {
    ScriptedKms kms = service(50);
    KmsClient client =
        ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time);
    for (int i = 0; i < 32; i++) {
      start(client, i < 8 ? 32 : 31);
    }
    time.advance(Duration.ofSeconds(40));
    assertThat(done).isEqualTo(1_000);
    assertThat(clientErrors).as("throttles the callers saw").isLessThan(10);
    assertThat(refusedByService).as("calls beyond the quota").isLessThan(100);
  }

  @Test
  void sixtyFourClientsUnderFivePerSecond_noStorm() {
    ScriptedKms kms = service(5);
    KmsClient client =
        ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time);
    for (int i = 0; i < 64; i++) {
      start(client, 2);
    }
    // The quota alone takes 26 s; waits are random, and an unlucky caller's add up.
    time.advance(Duration.ofMinutes(3));
    assertThat(done).isEqualTo(128);
    assertThat(refusedByService).isLessThan(200);
  }

  @Test
  void serviceDownForTwentySeconds_recoversWithinOneOpenTimeAndFewCallsMeanwhile() {
    boolean[] down = {false};
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                down[0]
                    ? new Step.Fail(new KmsException.Unavailable("connection refused"))
                    : new Step.Succeed());
    KmsClient client =
        ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time);
    List<CompletableFuture<?>> answers = new ArrayList<>();
    int whileDown = 0;
    for (int tick = 0; tick < 600; tick++) {
      down[0] = tick >= 100 && tick < 300;
      int before = kms.callCount();
      answers.add(
          client
              .generateDataKey(KeyName.parse("key"), 32, EncryptionContext.empty(), ALICE)
              .toCompletableFuture());
      time.advance(Duration.ofMillis(100));
      whileDown += down[0] ? kms.callCount() - before : 0;
    }
    time.advance(Duration.ofSeconds(10));
    assertThat(answers).allSatisfy(answer -> assertThat(answer).isDone());
    assertThat(whileDown).as("calls to a service that is down").isLessThan(60);
    int recovered = 300;
    while (answers.get(recovered).isCompletedExceptionally()) {
      recovered++;
    }
    // 5 s, then 10 s, then 20 s of silence: the last began at most 20 s before the service came
    // back.
    assertThat(recovered - 300).as("tenths of a second until it works again").isLessThan(60);
    assertThat(answers.subList(recovered, 600))
        .allSatisfy(answer -> assertThat(answer).isCompleted());
  }
}
