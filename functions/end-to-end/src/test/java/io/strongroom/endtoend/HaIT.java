package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Two gateways on a PostgreSQL with a synchronous standby, whose primary is killed twice under
 * load: nothing acknowledged is lost, and writes go on by themselves. {@code -Pha}, since it takes
 * minutes and parts that are not everywhere.
 */
class HaIT {

  private static final int KILLS = Integer.getInteger("strongroom.kills", 2);
  private static final int CLIENTS = 6;
  private static final int NAMES = 50;
  private static final String BUCKET = "failover";
  private static final Duration LONGEST_GAP = Duration.ofSeconds(60);

  private final Ledger ledger = new Ledger();
  private final AtomicBoolean ending = new AtomicBoolean();

  @Test
  void kill_primaryUnderLoad_losesNothingAndWritesGoOn() throws Exception {
    Optional<PatroniCluster> database = PatroniCluster.start();
    Assumptions.assumeTrue(database.isPresent());
    try (ReplicatedGateways gateways = ReplicatedGateways.start(2, database.get());
        Strongroom strongroom = Strongroom.of(gateways);
        S3Client impatient = strongroom.s3WithoutRetries();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      strongroom.s3().createBucket(create -> create.bucket(BUCKET));
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        running.add(clients.submit(() -> write(impatient, client)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        database.get().awaitSynchronousStandby();
        awaitWrites(100, Duration.ofMinutes(2));
        killAndMeasure(database.get());
      }
      awaitWrites(100, Duration.ofMinutes(2));
      ending.set(true);
      for (Future<?> one : running) {
        one.get(2, TimeUnit.MINUTES);
      }
      verify(strongroom, gateways);
      assertThat(gateways.log()).doesNotContain("ALARM", "OutOfMemoryError");
    }
  }

  private void killAndMeasure(PatroniCluster database) throws Exception {
    int before = ledger.acknowledged();
    String killed = database.killPrimary();
    long begin = System.nanoTime();
    // What was on its way may still be acknowledged: several more is a server that takes writes.
    awaitWrites(CLIENTS + 1, LONGEST_GAP);
    System.out.printf(
        "primary %s killed after %d acknowledged writes; writes again after %.1f s%n",
        killed, before, (System.nanoTime() - begin) / 1e9);
    database.startAgain(killed);
  }

  private void awaitWrites(int more, Duration most) throws InterruptedException {
    int before = ledger.acknowledged();
    long end = System.nanoTime() + most.toNanos();
    while (ledger.acknowledged() < before + more) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no writes for " + most);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void write(S3Client s3, int client) {
    for (int step = 0; !ending.get(); step++) {
      String name = client + "/" + step % NAMES;
      try {
        ledger.replace(
            name,
            content ->
                s3.putObject(put -> put.bucket(BUCKET).key(name), RequestBody.fromBytes(content)));
      } catch (SdkException refused) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Each gateway finds the same. */
  private void verify(Strongroom strongroom, ReplicatedGateways gateways) {
    assertThat(ledger.names()).isNotEmpty();
    for (S3Client s3 :
        IntStream.range(0, gateways.count())
            .mapToObj(i -> strongroom.s3(gateways.endpointOf(i)))
            .toList()) {
      for (String name : ledger.names()) {
        ledger.settle(name, found(s3, name));
      }
    }
    System.out.printf(
        "%d kills of the primary, %d acknowledged writes, none lost%n",
        KILLS, ledger.acknowledged());
  }

  private static Optional<byte[]> found(S3Client s3, String name) {
    try {
      return Optional.of(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asByteArray());
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    }
  }
}
