package io.strongroom.open;

import static io.strongroom.open.StoredObject.kmsWrap;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A KMS with AWS's protocol, as it is on a bad day. */
class MainKmsTest {

  private record Answer(int status, String body) {}

  @TempDir Path folder;

  private final DataKey key = DataKey.generate(Suite.AES_256_GCM);

  /** In turn; the last one for good. */
  private final Deque<Answer> answers = new ArrayDeque<>();

  private HttpServer server;
  private String address;
  private StoredObject object;
  private Path record;

  @BeforeEach
  void start() throws IOException {
    object = new StoredObject(folder);
    object.environment.put("AWS_ACCESS_KEY_ID", "id");
    object.environment.put("AWS_SECRET_ACCESS_KEY", "hidden");
    record = object.write(object.seal(key, kmsWrap()));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    address = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int run() {
    return object.run(record, "--kms", address);
  }

  private Answer decrypted() {
    String plaintext = Base64.getEncoder().encodeToString(key.secret().<byte[]>use(byte[]::clone));
    return new Answer(200, "{\"KeyId\": \"id\", \"Plaintext\": \"" + plaintext + "\"}");
  }

  private void assertFails(String sentence) throws IOException {
    assertThat(run()).as(object.said()).isEqualTo(1);
    assertThat(object.said())
        .contains(sentence)
        .hasLineCount(1)
        .hasSizeLessThan(500)
        .doesNotContain("hidden");
    assertThat(object.left()).isEmpty();
  }

  @Test
  void run_throttledAFewTimes_asksAgain() {
    Answer throttle = new Answer(400, "{\"__type\": \"ThrottlingException\"}");
    answers.addAll(List.of(throttle, throttle, new Answer(500, ""), decrypted()));

    assertThat(run()).as(object.said()).isZero();
    assertThat(object.out).hasBinaryContent(object.clear);
  }

  @Test
  void run_refused_saysWhatToDo() throws IOException {
    answers.add(
        new Answer(400, "{\"__type\": \"AccessDeniedException\", \"message\": \"two\\nlines\"}"));

    assertFails("(two lines): see that AWS_ACCESS_KEY_ID and");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  void run_nonsense_fails(int status) throws IOException {
    answers.add(new Answer(status, "<html>\n\u0007hello" + "o".repeat(2000)));

    assertFails("the KMS did not unwrap the key");
  }

  /** What could not be read may well be the key. */
  @Test
  void run_brokenAnswer_isNotShown() throws IOException {
    answers.add(new Answer(200, "{\"KeyId\": \"id\", \"Plaintext\": hidden}"));

    assertFails("the KMS's answer cannot be read): see that it runs");
  }

  @Test
  void run_nobodyThere_fails() throws IOException {
    address = "http://127.0.0.1:1";

    assertFails("see that it runs");
  }

  @Test
  void run_oneHalfOfTheCredentials_fails() {
    object.environment.remove("AWS_SECRET_ACCESS_KEY");

    assertThat(run()).isEqualTo(2);
    assertThat(object.said()).contains("set both").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "localhost:9500", "127.0.0.1:1", "ftp://h", "http://u:hidden@"})
  void run_addressThatIsNone_fails(String url) {
    assertThat(object.run(record, "--kms", url)).isEqualTo(2);
    assertThat(object.said()).contains("give https://HOST").hasLineCount(1);
    assertThat(object.said()).doesNotContain("hidden");
    assertThat(Files.exists(object.out)).isFalse();
  }
}
