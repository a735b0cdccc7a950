package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.StormStep.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Sixteen clients, or as many as asked for, that write, copy, re-key, complete, abort and delete,
 * on names of their own and on names that all of them want. Refusals are expected; a failure of the
 * service is not, and nothing may stay open behind it.
 */
@OneProcess
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StormIT {

  /** {@code -Dstrongroom.clients} for another number. */
  private static final int CLIENTS = Integer.getInteger("strongroom.clients", 16);

  private static final Duration LOAD = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final String OPEN_TRANSACTIONS =
      "select coalesce(string_agg(state || ': ' || query, '; '), '') from pg_stat_activity"
          + " where pid <> pg_backend_pid() and backend_type = 'client backend'"
          + " and xact_start is not null";

  private final Strongroom strongroom = Strongroom.start(List.of());
  private final Answers answers = new Answers();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();

  @AfterAll
  void stop() {
    strongroom.close();
  }

  @Test
  void storm_manyClientsOnOwnAndSharedNames_noFailureAndNothingStaysOpen() throws Exception {
    String bucket = strongroom.newBucket();
    try (S3Client s3 = strongroom.s3WithoutRetries(answers);
        IamClient iam = strongroom.iamWithoutRetries(answers);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      // What a process does for the first time only is not what is looked at.
      warmUp(bucket);
      long end = System.nanoTime() + LOAD.toNanos();
      List<Future<?>> running =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(
                  i -> clients.submit(() -> client(new Service(s3, iam, bucket), i, end)))
              .toList();
      for (Future<?> client : running) {
        client.get(3, TimeUnit.MINUTES);
      }
      System.out.printf(
          "storm: %d clients, %d requests, %d refusals, longest %s%n",
          CLIENTS, requests.get(), answers.refusals().size(), answers.longest());
      assertThat(answers.refusals()).noneMatch(refusal -> refusal.startsWith("5"));
      assertThat(failures).isEmpty();
      assertThat(answers.longest()).isLessThan(LONGEST);
      assertThat(requests.get()).isGreaterThan(CLIENTS * StormStep.values().length);
      assertThat(openTransactions()).isEmpty();
      client(new Service(s3, iam, bucket), CLIENTS, System.nanoTime());
      assertThat(failures).isEmpty();
    }
    assertThat(health()).isEqualTo(200);
    assertThat(strongroom.log()).doesNotContain("ALARM");
    CleanLog.check(strongroom.log());
  }

  private void warmUp(String bucket) {
    Answers first = new Answers();
    try (S3Client s3 = strongroom.s3WithoutRetries(first);
        IamClient iam = strongroom.iamWithoutRetries(first)) {
      client(new Service(s3, iam, bucket), CLIENTS + 1, System.nanoTime());
    }
    assertThat(first.refusals()).noneMatch(refusal -> refusal.startsWith("5"));
  }

  /** At least one round of all steps; each client begins with another one. */
  private void client(Service service, int number, long end) {
    StormStep[] steps = StormStep.values();
    int step = number;
    do {
      for (int i = 0; i < steps.length && !isBroken(); i++, step++) {
        run(steps[step % steps.length], new StormStep.Turn(service, number, step));
      }
    } while (System.nanoTime() < end && !isBroken());
  }

  /** Nothing more is to be learned then, and each request may take its longest. */
  private boolean isBroken() {
    return !failures.isEmpty() || answers.refusals().stream().anyMatch(r -> r.startsWith("5"));
  }

  private void run(StormStep step, StormStep.Turn turn) {
    for (StormStep.Request request : step.requests(turn, strongroom.kmsKey())) {
      try {
        request.send();
      } catch (AwsServiceException refused) {
        // Status and code are noted by the client's interceptor.
      } catch (SdkClientException failed) {
        failures.add(step + ": " + failed);
      }
      requests.incrementAndGet();
    }
  }

  private String openTransactions() throws InterruptedException {
    String open = "";
    try (Metadata database = strongroom.metadata()) {
      // A connection that has just answered may still be seen in its last statement.
      for (int i = 0; i < 20; i++) {
        open = database.text(OPEN_TRANSACTIONS);
        if (open.isEmpty()) {
          return open;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    return open;
  }

  private int health() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI health = strongroom.endpoint("health");
      return client
          .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }
}
