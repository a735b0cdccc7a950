package io.strongroom.function.putobject;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import io.strongroom.testkit.TestIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hang up before or in their body: the upload ends at once and leaves nothing. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
@Timeout(60)
class InterruptedUploadTest {

  private static final String PATH = "/interrupted/k";

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
  void start() {
    TestDatabase.createBucket("interrupted");
    Logger.getLogger("").addHandler(listener);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(listener);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 20})
  void put_clientsHangUp_nothingStaysAndNothingIsWrong(int sent) throws Exception {
    long before = files();
    for (int i = 0; i < 50; i++) {
      try (Socket socket = new Socket(server.getHost(), server.getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write(request().getBytes(StandardCharsets.US_ASCII));
        out.write(new byte[sent]);
        out.flush();
        // Some hang up while the key is asked for, some while the body is read.
        Thread.sleep(i % 20);
      }
    }
    // Long enough for a request under way to have opened its blob.
    Thread.sleep(500);
    while (openFiles() > 0 || files() > before) {
      Thread.sleep(10);
    }
    assertThat(errors).isEmpty();
  }

  private String request() {
    SignableRequest unsigned =
        new SignableRequest(
            "PUT",
            PATH,
            "",
            List.of(
                new HeaderField("Host", server.getAuthority()),
                new HeaderField("x-amz-server-side-encryption", "aws:kms"),
                new HeaderField("x-amz-server-side-encryption-aws-kms-key-id", "alias/key-1")));
    SignableRequest signed =
        new SigV4Signer(TestIdentity.credential(), TestIdentity.REGION, "s3")
            .sign(unsigned, "UNSIGNED-PAYLOAD", Instant.now());
    StringBuilder request = new StringBuilder("PUT " + PATH + " HTTP/1.1\r\n");
    for (HeaderField header : signed.headers()) {
      request.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    return request.append("Content-Length: 67108864\r\n\r\n").toString();
  }

  /** Of the blob folder, in this process. */
  private static long openFiles() throws IOException {
    String blobs = TestDatabase.blobs().toString();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.filter(file -> target(file).startsWith(blobs)).count();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /** The function makes the folder with its first blob; during a removal there is no counting. */
  private static long files() throws IOException {
    if (!Files.exists(TestDatabase.blobs())) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(TestDatabase.blobs())) {
      return all.filter(Files::isRegularFile).count();
    } catch (UncheckedIOException removed) {
      return Long.MAX_VALUE;
    }
  }
}
