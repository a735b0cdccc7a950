package io.strongroom.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.signing.ChunkSigner;
import io.strongroom.signing.PayloadIntegrity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a customer key: as long as its operation, however that ends. */
@Timeout(60)
class RequestHandlerTest {

  private record Command(CustomerKey key, Supplier<InputStream> body) implements BringsKeys {
    @Override
    public Stream<CustomerKey> customerKeys() {
      return Stream.of(key);
    }
  }

  private final HandlerServer server = new HandlerServer();
  private final CustomerKey key = new CustomerKey(SecretBytes.random(32), "md5");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void handle_done_keyIsZeroed() throws Exception {
    serve(command -> Uni.createFrom().item(() -> use(command)));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("200");
    }
    assertClosed();
  }

  /** Every change of thread costs more than what is checked on it. */
  @Test
  void handle_senderAndMeaning_readInOneHop() throws Exception {
    serve(command -> Uni.createFrom().item(() -> use(command)));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("200");
    }
    assertThat(server.hops()).isEqualTo(1);
  }

  @Test
  void handle_refusedBeforeTheBody_keyIsZeroed() throws Exception {
    serve(
        command ->
            Uni.createFrom()
                .failure(new ObjectStoreException(new RequestError.NoSuchKey(new ObjectKey("k")))));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("500");
    }
    assertClosed();
  }

  @Test
  void handle_operationThrows_keyIsZeroed() throws Exception {
    serve(
        command -> {
          throw new IllegalStateException("a bug");
        });
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("500");
    }
    assertClosed();
  }

  @Test
  void handle_clientGoesInTheBody_keyIsZeroed() throws Exception {
    BlockingQueue<Object> ends = new LinkedBlockingQueue<>();
    serve(command -> reading(command, ends));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
      await(() -> server.begun() == 1);
    }
    assertThat(ends.poll(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    await(this::isClosed);
  }

  @Test
  void handle_done_signingKeyOfChunksIsZeroed() throws Exception {
    SecretBytes signing = signedChunks();
    serve(command -> Uni.createFrom().item(() -> use(command)));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("200");
    }
    await(() -> isClosed(signing));
  }

  @Test
  void handle_notParsed_signingKeyOfChunksIsZeroed() throws Exception {
    SecretBytes signing = signedChunks();
    server.serve(
        server.<Command, String>codec(
            request -> {
              throw new ObjectStoreException(new RequestError.MalformedXml("no"));
            },
            Headers.none()),
        command -> Uni.createFrom().item("never"));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      assertThat(client.head()).contains("500");
    }
    await(() -> isClosed(signing));
  }

  private SecretBytes signedChunks() {
    SecretBytes signing = SecretBytes.random(32);
    server.integrity(
        new PayloadIntegrity.SignedChunks(new ChunkSigner(signing, "stamp", "scope", "seed")));
    return signing;
  }

  /** The key is not taken from under an operation that runs on: it is zeroed when that ends. */
  @Test
  void handle_cancelled_keyIsZeroedWhenTheOperationHasEnded() throws Exception {
    CompletableFuture<String> kms = new CompletableFuture<>();
    BlockingQueue<Integer> used = new LinkedBlockingQueue<>();
    serve(
        command ->
            Uni.createFrom()
                .completionStage(kms)
                .invoke(answer -> used.add(use(command).length())));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
      await(() -> server.begun() == 1);
    }
    await(() -> server.cancelled() == 1);
    assertThat(used).isEmpty();
    kms.complete("late");
    assertThat(used.poll(10, TimeUnit.SECONDS)).isNotNull();
    await(this::isClosed);
  }

  /** A body that was not begun when the connection ended does not keep a reader waiting. */
  @Test
  void handle_clientGoneBeforeTheBody_readerFailsAtOnce() throws Exception {
    CompletableFuture<String> kms = new CompletableFuture<>();
    BlockingQueue<Object> ends = new LinkedBlockingQueue<>();
    serve(command -> Uni.createFrom().completionStage(kms).chain(go -> reading(command, ends)));
    try (Client client = server.connect()) {
      client.send("PUT /bucket/k HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf");
      await(() -> server.begun() == 1);
    }
    await(() -> server.cancelled() == 1);
    kms.complete("late");
    assertThat(ends.poll(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    await(this::isClosed);
  }

  private void serve(Function<Command, Uni<String>> operation) {
    server.serve(
        server.codec(
            request -> new Command(key, request.body()), Headers.none().and("content-length", "0")),
        operation);
  }

  private Uni<String> reading(Command command, BlockingQueue<Object> ends) {
    return server
        .workers()
        .call(
            () -> {
              try {
                return new String(command.body().get().readAllBytes(), StandardCharsets.UTF_8);
              } catch (IOException cut) {
                ends.add(cut);
                throw cut;
              }
            });
  }

  private static String use(Command command) {
    return command.key().bytes().use(bytes -> "x".repeat(bytes.length));
  }

  private void assertClosed() throws InterruptedException {
    await(this::isClosed);
  }

  private boolean isClosed() {
    return isClosed(key.bytes());
  }

  private static boolean isClosed(SecretBytes secret) {
    try {
      return secret.use(bytes -> false);
    } catch (IllegalStateException closed) {
      return true;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }
}
