package io.strongroom.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.content.ObjectContent;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.WireResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Content on its way to clients that hang up: closed once, by whoever read it, and never read on.
 */
@Timeout(60)
class DownloadTest {

  private static final int LENGTH = 64 << 20;
  private static final Headers HEADERS =
      Headers.none().and("content-length", Integer.toString(LENGTH));

  private static final String REQUEST = "GET /bucket/k HTTP/1.1\r\nHost: a\r\n\r\n";

  /** Bytes that are all 7 while it is open, as opened segments never are zeros by chance. */
  private static final class Content implements ObjectContent {
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private volatile boolean reading;
    private volatile boolean closed;
    private volatile boolean rejectedAtItsEnd;
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
      reading = true;
      try {
        if (closed) {
          wrongs.add("read after close");
        }
        int n = (int) Math.min(length, left);
        if (n == 0 && rejectedAtItsEnd) {
          throw new IllegalStateException("damaged");
        }
        Arrays.fill(buffer, offset, offset + n, (byte) 7);
        Thread.yield();
        left -= n;
        return n == 0 && length > 0 ? -1 : n;
      } finally {
        reading = false;
      }
    }

    @Override
    public void close() {
      if (reading) {
        wrongs.add("closed during a read");
      }
      closed = true;
    }
  }

  private final HandlerServer server = new HandlerServer();
  private final Queue<Content> served = new ConcurrentLinkedQueue<>();
  private final Queue<LogRecord> errors = new ConcurrentLinkedQueue<>();
  private final Logger log = Logger.getLogger("io.strongroom");
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            errors.add(entry);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void start() {
    log.addHandler(listener);
    server.serve(codec(), command -> Uni.createFrom().item(this::result));
  }

  @AfterEach
  void stop() {
    log.removeHandler(listener);
    server.close();
  }

  @Test
  void get_toTheEnd_everyByteAndThenClosed() throws IOException {
    try (Client client = server.connect()) {
      client.send(REQUEST);
      assertThat(client.head()).startsWith("HTTP/1.1 200");
      assertSevens(client.read(LENGTH), LENGTH);
    }
    awaitClosed(1);
  }

  @Test
  void get_clientsHangUp_contentIsClosedByItsReader() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (Client client = server.connect()) {
        client.send(REQUEST);
        client.head();
        assertSevens(client.read(64 << 10), 64 << 10);
      }
    }
    awaitClosed(100);
  }

  @Test
  void get_clientsHangUpAtOnce_contentIsClosed() throws IOException {
    for (int i = 0; i < 100; i++) {
      try (Client client = server.connect()) {
        client.send(REQUEST);
      }
    }
    awaitClosed(server.begun());
  }

  @Test
  void get_clientsHangUpBeforeTheContentIsThere_contentIsClosed() throws Exception {
    CompletableFuture<Void> kms = new CompletableFuture<>();
    server.serve(codec(), command -> Uni.createFrom().completionStage(kms).map(ready -> result()));
    for (int i = 0; i < 20; i++) {
      try (Client client = server.connect()) {
        client.send(REQUEST);
        while (server.begun() <= i) {
          Thread.sleep(1);
        }
      }
    }
    while (server.cancelled() < 20) {
      Thread.sleep(1);
    }
    kms.complete(null);
    awaitClosed(20);
  }

  /** The last bytes wait for the end of the content: with them the answer would look complete. */
  @Test
  void get_contentIsRejectedAtItsEnd_lastBytesAreNotSent() throws IOException {
    server.serve(
        codec(),
        command ->
            Uni.createFrom()
                .item(
                    () -> {
                      GetObject.Result result = result();
                      served.element().rejectedAtItsEnd = true;
                      return result;
                    }));
    try (Client client = server.connect()) {
      client.send(REQUEST);
      client.head();
      assertThat(client.read(LENGTH)).hasSizeLessThan(LENGTH);
    }
    while (!served.element().closed) {
      Thread.onSpinWait();
    }
  }

  /** An answer that does not come about leaves no content open. */
  @Test
  void get_answerCannotBeRendered_contentIsClosed() throws IOException {
    server.serve(
        server.<Object, GetObject.Result>codec(
            request -> "command",
            (GetObject.Result result) -> {
              throw new IllegalStateException("a bug");
            }),
        command -> Uni.createFrom().item(this::result));
    try (Client client = server.connect()) {
      client.send(REQUEST);
      assertThat(client.head()).startsWith("HTTP/1.1 500");
    }
    while (served.stream().anyMatch(content -> !content.closed)) {
      Thread.onSpinWait();
    }
    assertThat(served).hasSize(1);
  }

  private OperationCodec<Object, GetObject.Result> codec() {
    return server.codec(
        request -> "command",
        (GetObject.Result result) -> WireResponse.of(200, HEADERS).streaming(result.content()));
  }

  private static void assertSevens(byte[] taken, int length) {
    byte[] sevens = new byte[length];
    Arrays.fill(sevens, (byte) 7);
    assertThat(Arrays.mismatch(taken, sevens)).isEqualTo(-1);
  }

  private GetObject.Result result() {
    Content content = new Content();
    served.add(content);
    return new GetObject.Result(null, content);
  }

  /** And nothing went wrong with any of them. */
  private void awaitClosed(int count) {
    while (served.size() < count || served.stream().anyMatch(content -> !content.closed)) {
      Thread.onSpinWait();
    }
    assertThat(served).allSatisfy(content -> assertThat(content.wrongs).isEmpty());
    assertThat(errors).extracting(LogRecord::getMessage).isEmpty();
  }
}
