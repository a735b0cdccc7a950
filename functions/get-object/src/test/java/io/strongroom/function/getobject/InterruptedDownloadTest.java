package io.strongroom.function.getobject;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.s3.S3Vocabulary;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import io.strongroom.testkit.TestIdentity;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that hang up in the middle of a large object. JAX-RS cancels their requests on the event
 * loop while a worker opens segments; the content has to be closed, after the worker's last read.
 */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
@Timeout(180)
class InterruptedDownloadTest {

  private static final String BUCKET = "interrupted";
  private static final int LENGTH = 64 << 20;
  private static final int TAKEN = 64 << 10;

  @Inject Assembly parts;
  @Inject Vertx vertx;

  @TestHTTPResource URI server;

  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            errors.add(entry.getLoggerName() + ": " + entry.getMessage());
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger("").removeHandler(listener);
  }

  @Test
  void get_clientsHangUp_everythingIsClosedAndNothingIsWrong() throws Exception {
    TestDatabase.createBucket(BUCKET);
    put("large");

    for (int i = 0; i < 200; i++) {
      assertSevens(take("large", i % 4 == 0 ? 0 : TAKEN), i % 4 == 0 ? 0 : TAKEN);
    }

    while (openBlobs() > 0) {
      Thread.sleep(10);
    }
    assertSevens(take("large", LENGTH), LENGTH);
    assertThat(errors).isEmpty();
  }

  private static void assertSevens(byte[] taken, int length) {
    byte[] sevens = new byte[length];
    Arrays.fill(sevens, (byte) 7);
    assertThat(Arrays.mismatch(taken, sevens)).isEqualTo(-1);
  }

  /** Requests the object and hangs up after so many bytes of it. */
  private byte[] take(String key, int length) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request(key).getBytes(StandardCharsets.US_ASCII));
      if (length == 0) {
        return new byte[0];
      }
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      assertThat(head.toString()).startsWith("HTTP/1.1 200");
      return in.readNBytes(length);
    }
  }

  private String request(String key) {
    String path = "/" + BUCKET + "/" + key;
    SignableRequest unsigned =
        new SignableRequest(
            "GET", path, "", List.of(new HeaderField("Host", server.getAuthority())));
    SignableRequest signed =
        new SigV4Signer(TestIdentity.credential(), TestIdentity.REGION, "s3")
            .sign(unsigned, "UNSIGNED-PAYLOAD", Instant.now());
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
    for (HeaderField header : signed.headers()) {
      request.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /** Files of sealed objects that this process has open. */
  private static long openBlobs() throws IOException {
    String blobs = TestDatabase.blobs().toString();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(file -> target(file).startsWith(blobs)).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException closed) {
      return "";
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void put(String key) throws Exception {
    PutObject.Command command =
        new PutObject.Command(
            new Caller(
                PrincipalName.of("arn:aws:iam::" + TestIdentity.ACCOUNT + ":root"),
                AccountId.of(TestIdentity.ACCOUNT),
                "r",
                true),
            new ObjectRef(new BucketName(BUCKET), new ObjectKey(key)),
            new EncryptionRequest.KmsManaged(
                Optional.of(KeyName.parse("alias/key-1")),
                EncryptionContext.empty(),
                Optional.of(false),
                DataCipher.AES_256),
            ObjectMetadata.none(),
            new ContentBody(new Sevens(), LENGTH),
            new WriteCondition.Always(),
            S3Vocabulary.rules());
    Uni<PutObject.Result> put =
        new PutObject(parts.storedObjects(), parts.sealingKeys(), parts.writer()).execute(command);
    CompletableFuture<PutObject.Result> stored = new CompletableFuture<>();
    vertx
        .getOrCreateContext()
        .runOnContext(now -> put.subscribe().with(stored::complete, stored::completeExceptionally));
    assertThat(stored.get().size()).isEqualTo(LENGTH);
  }

  private static final class Sevens implements ObjectContent {
    private long left = LENGTH;

    @Override
    public boolean isOpened() {
      return false;
    }

    @Override
    public long remaining() {
      return left;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      int n = (int) Math.min(length, left);
      Arrays.fill(buffer, offset, offset + n, (byte) 7);
      left -= n;
      return n == 0 && length > 0 ? -1 : n;
    }

    @Override
    public void close() {}
  }
}
