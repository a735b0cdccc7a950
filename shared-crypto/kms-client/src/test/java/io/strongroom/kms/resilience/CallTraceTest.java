package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.events.CallTrace;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.events.TraceHeaders;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallTraceTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");

  private final VirtualTime time = new VirtualTime();
  private final List<String> seen = new ArrayList<>();

  private final KmsEvents events =
      new KmsEvents() {
        @Override
        public CallTrace begins(KmsCall call, Requester requester) {
          seen.add("begins " + call.operation() + " for " + requester.requestId());
          return new Noted();
        }
      };

  private final class Noted implements CallTrace {
    @Override
    public AttemptTrace attempt(int number) {
      seen.add("attempt " + number);
      return new AttemptTrace() {
        @Override
        public Map<String, String> headers() {
          return Map.of("traceparent", "of attempt " + number);
        }

        @Override
        public void end(@Nullable Throwable failure) {
          seen.add("attempt " + number + " " + outcome(failure));
        }
      };
    }

    @Override
    public void end(@Nullable Throwable failure) {
      seen.add("ends " + outcome(failure));
    }
  }

  private static String outcome(@Nullable Throwable failure) {
    return failure == null ? "ok" : failure.getClass().getSimpleName();
  }

  private void call(ScriptedKms kms) {
    ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time)
        .generateDataKey(KeyName.parse("key"), 32, EncryptionContext.empty(), ALICE);
  }

  @Test
  void call_failingOnce_everyAttemptFollowedWithItsHeaders() {
    call(
        new ScriptedKms(
            number -> {
              seen.add("asked " + TraceHeaders.current().get("traceparent"));
              return number == 1
                  ? new Step.Fail(new KmsException.Unavailable("down"))
                  : new Step.Succeed();
            }));
    time.advance(Duration.ofSeconds(1));
    assertThat(seen)
        .containsExactly(
            "begins GenerateDataKey for r1",
            "attempt 1",
            "asked of attempt 1",
            "attempt 1 Unavailable",
            "attempt 2",
            "asked of attempt 2",
            "attempt 2 ok",
            "ends ok");
    assertThat(TraceHeaders.current()).isEmpty();
  }

  @Test
  void call_hanging_endsWithItsTime() {
    call(new ScriptedKms(number -> new Step.Await(new CompletableFuture<>())));
    time.advance(Duration.ofSeconds(11));
    assertThat(seen).endsWith("attempt 4 Unavailable", "ends Unavailable");
  }

  @Test
  void call_refused_endsWithTheRefusal() {
    call(ScriptedKms.alwaysFailing(new KmsException.Disabled("d")));
    assertThat(seen).endsWith("attempt 1 Disabled", "ends Disabled");
  }
}
