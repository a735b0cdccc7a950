package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Replicas are stopped and started one after another while clients that never retry go on. */
@ExtendWith(StrongroomExtension.class)
class SeparateRestartIT {

  private static final int CLIENTS = 3;
  private static final int SLOW_CHUNKS = 60;

  private final Strongroom strongroom;
  private final SeparateFunctions functions;

  SeparateRestartIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.functions = strongroom.separate();
  }

  @Test
  void rollingRestart_underLoad_losesNoRequest() throws Exception {
    String bucket = strongroom.newBucket();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger done = new AtomicInteger();
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    try (S3Client s3 = strongroom.s3WithoutRetries()) {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String key = "load-" + i;
        clients.add(
            Thread.ofVirtual().start(() -> putAndGet(s3, bucket, key, stop, done, failures)));
      }
      for (String replica : List.of("put-object-2", "get-object-1")) {
        restart(replica);
      }
      stop.set(true);
      for (Thread client : clients) {
        client.join();
      }
    }
    assertThat(failures).isEmpty();
    assertThat(done.get()).isPositive();
  }

  @Test
  void uploadUnderWay_whenItsFunctionIsTold_toStop_isStored() throws Exception {
    String bucket = strongroom.newBucket();
    byte[] content = Samples.bytes(SLOW_CHUNKS * 1024);
    try (S3Client s3 = strongroom.s3WithoutRetries()) {
      // Both replicas hold one: whichever is stopped, an upload is under way in it.
      List<CompletableFuture<Void>> uploads =
          List.of(upload(s3, bucket, "slow-1", content), upload(s3, bucket, "slow-2", content));
      Thread.sleep(1500);
      restart("put-object-1");
      CompletableFuture.allOf(uploads.toArray(CompletableFuture[]::new)).join();

      for (String key : List.of("slow-1", "slow-2")) {
        assertThat(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray())
            .isEqualTo(content);
      }
    }
  }

  private static CompletableFuture<Void> upload(
      S3Client s3, String bucket, String key, byte[] content) {
    return CompletableFuture.runAsync(
        () ->
            s3.putObject(
                request -> request.bucket(bucket).key(key),
                RequestBody.fromInputStream(new SlowStream(content), content.length)),
        command -> Thread.ofVirtual().start(command));
  }

  private void restart(String replica) throws Exception {
    Background process = functions.process(replica);
    process.terminate();
    awaitNotReady(replica);
    assertThat(process.exitCode()).isIn(0, 143);
    functions.startReplica(replica);
    functions.awaitReady(replica);
    // The router looks once a second.
    Thread.sleep(2500);
  }

  /** Not ready before anything is closed: the port still answers, and says so. */
  private void awaitNotReady(String replica) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(functions.readiness(replica)).build();
      for (int tries = 0; tries < 100; tries++) {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 503) {
          return;
        }
        Thread.sleep(20);
      }
    }
    throw new AssertionError(replica + " stays ready");
  }

  private static void putAndGet(
      S3Client s3,
      String bucket,
      String key,
      AtomicBoolean stop,
      AtomicInteger done,
      Queue<Throwable> failures) {
    byte[] content = Samples.bytes(4096);
    while (!stop.get()) {
      try {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        byte[] read = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
        assertThat(read).isEqualTo(content);
        done.incrementAndGet();
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      }
    }
  }

  /** A KiB every tenth of a second. */
  private static final class SlowStream extends InputStream {
    private final byte[] content;
    private int position;

    SlowStream(byte[] content) {
      this.content = content;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position == content.length) {
        return -1;
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      int n = Math.min(Math.min(length, 1024), content.length - position);
      System.arraycopy(content, position, target, offset, n);
      position += n;
      return n;
    }
  }
}
