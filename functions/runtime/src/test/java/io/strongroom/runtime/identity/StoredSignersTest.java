package io.strongroom.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.port.KeyHolders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StoredSignersTest {

  private final Queue<UniEmitter<? super KeyHolders.Found>> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger looks = new AtomicInteger();

  private final KeyHolders holders =
      new KeyHolders() {
        @Override
        public Uni<Found> find(String accessKeyId) {
          looks.incrementAndGet();
          return Uni.createFrom().<Found>emitter(asked::add);
        }

        @Override
        public Uni<Long> revision() {
          return Uni.createFrom().item(1L);
        }
      };

  private final IdentitySeals seals =
      new IdentitySeals(
          () -> {
            throw new IllegalStateException("no key of these tests is there");
          },
          new ServiceKeys(KeyName.parse("a"), KeyName.parse("b")));

  private final StoredSigners signers =
      new StoredSigners(
          holders, seals, new KnownKeys(System::nanoTime), () -> {}, System::nanoTime);

  /** Context propagation sets itself up at its first use, which may not be by several threads. */
  @BeforeAll
  static void useOnce() {
    Uni.createFrom().<String>emitter(one -> one.complete("")).subscribeAsCompletionStage().join();
  }

  @Test
  void find_thatIsNoKey_notLookedFor() {
    assertThat(signers.find("AKIA' or 1=1 --")).isEmpty();
    assertThat(looks).hasValue(0);
  }

  @Test
  void signer_whileNothingChanges_costsNoRoundTrip() {
    String id = "AKIAKNOWNKNOWNKNOWN1";
    AtomicLong now = new AtomicLong();
    KnownKeys keys = new KnownKeys(now::get);
    StoredSigners steady = new StoredSigners(holders, seals, keys, () -> {}, now::get);
    keys.keep(id, Optional.of(KeyHolderSamples.known(id, new byte[32])), 1, now.get());

    for (int round = 0; round < 100; round++) {
      now.addAndGet(TimeUnit.MILLISECONDS.toNanos(400));
      keys.confirm(1, now.get());
      assertThat(steady.signer(id)).isPresent();
      assertThat(steady.find(id)).isPresent();
      assertThat(steady.ready(id)).isPresent();
    }

    assertThat(looks).hasValue(0);
  }

  @Test
  void find_manyNamesOfNobodyAtOnce_fewAreLookedForAtATime() throws Exception {
    int most = 0;
    List<Future<?>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String name = "AKIANOBODY%010d".formatted(i);
        answers.add(clients.submit(() -> assertThat(signers.find(name)).isEmpty()));
      }
      while (!answers.stream().allMatch(Future::isDone)) {
        TimeUnit.MILLISECONDS.sleep(1);
        most = Math.max(most, asked.size());
        for (var one = asked.poll(); one != null; one = asked.poll()) {
          one.complete(new KeyHolders.Found(1, Optional.empty()));
        }
      }
    }
    for (Future<?> answer : answers) {
      answer.get();
    }
    assertThat(most).isLessThanOrEqualTo(8);
    assertThat(looks).hasValue(100);
  }
}
