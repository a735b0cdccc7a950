package io.strongroom.storage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class WebIdentityTest {

  private static final Instant START = Instant.parse("2026-11-30T12:00:00Z");
  private static final String ANSWER =
      """
      <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <AssumeRoleWithWebIdentityResult>
          <SubjectFromWebIdentityToken>pod</SubjectFromWebIdentityToken>
          <Credentials>
            <AccessKeyId>ASIA%d</AccessKeyId>
            <SecretAccessKey>secret/%d</SecretAccessKey>
            <SessionToken>token==%d</SessionToken>
            <Expiration>%s</Expiration>
          </Credentials>
        </AssumeRoleWithWebIdentityResult>
      </AssumeRoleWithWebIdentityResponse>
      """;

  @TempDir Path folder;

  private final List<String> forms = new CopyOnWriteArrayList<>();
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private HttpServer service;
  private WebIdentity credentials;

  @BeforeEach
  void start() throws Exception {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int n = forms.size();
            byte[] body =
                ANSWER
                    .formatted(n, n, n, now.get().plus(Duration.ofHours(1)))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
          }
        });
    service.start();
    Files.writeString(folder.resolve("token"), "head.body+/=.sign\n");
    credentials =
        new WebIdentity(role(service.getAddress().getPort()), SSLContext.getDefault(), now::get);
  }

  private WebIdentity.Role role(int port) {
    return new WebIdentity.Role(
        URI.create("http://127.0.0.1:" + port),
        "arn:aws:iam::1:role/r",
        folder.resolve("token"),
        "strongroom");
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void current_first_asksWithTheToken() throws IOException {
    UpstreamCredentials.Key key = credentials.current();
    assertThat(key.credential().accessKeyId()).isEqualTo("ASIA1");
    assertThat(key.sessionToken()).hasValue("token==1");
    assertThat(forms)
        .containsExactly(
            "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                + "&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=strongroom"
                + "&WebIdentityToken=head.body%2B%2F%3D.sign");
  }

  @Test
  void current_again_asksOnlyShortlyBeforeTheEnd() throws IOException {
    credentials.current();
    now.set(START.plus(Duration.ofMinutes(54)));
    assertThat(credentials.current().credential().accessKeyId()).isEqualTo("ASIA1");
    now.set(START.plus(Duration.ofMinutes(56)));
    assertThat(credentials.current().credential().accessKeyId()).isEqualTo("ASIA2");
    assertThat(forms).hasSize(2);
  }

  @Test
  void current_refusedBeforeTheEnd_theOldKeyStaysUntilThen() throws IOException {
    credentials.current();
    status.set(403);
    now.set(START.plus(Duration.ofMinutes(56)));
    assertThat(credentials.current().credential().accessKeyId()).isEqualTo("ASIA1");
    assertThat(credentials.current().credential().accessKeyId()).isEqualTo("ASIA1");
    assertThat(forms).hasSize(2);
    now.set(START.plus(Duration.ofMinutes(61)));
    assertThatThrownBy(credentials::current)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("403");
  }

  @Test
  @Timeout(60)
  void current_answerThatStopsHalfWay_isGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerHalf(silent));
      WebIdentity waiting =
          new WebIdentity(
              role(silent.getLocalPort()),
              SSLContext.getDefault(),
              now::get,
              Duration.ofMillis(500));

      assertThatThrownBy(waiting::current)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in time");
    }
  }

  private static void answerHalf(ServerSocket server) {
    try (Socket client = server.accept()) {
      client
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<Ass"
                  .getBytes(StandardCharsets.UTF_8));
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException ended) {
      // Whoever waited has gone.
    }
  }

  @Test
  void role_serviceInTheClear_isRefused() {
    assertThatThrownBy(
            () -> new WebIdentity.Role(URI.create("http://sts.example"), "r", folder, "s"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sts-endpoint");
  }
}
