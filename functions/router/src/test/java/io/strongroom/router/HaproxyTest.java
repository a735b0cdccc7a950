package io.strongroom.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** What the router does to requests besides choosing a function. */
class HaproxyTest {

  @TempDir static Path folder;
  private static RunningHaproxy haproxy;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(RunningHaproxy.program().isPresent(), "haproxy is not installed");
    haproxy = RunningHaproxy.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (haproxy != null) {
      haproxy.close();
    }
  }

  @Test
  void clientsOwnRouterHeaders_areOverwritten() throws Exception {
    String answer =
        haproxy.exchange(
            "GET",
            "/bkt/key",
            List.of(
                "Host: a.example:1",
                "X-Strongroom-Scheme: https",
                "x-strongroom-host: evil.example",
                "X-STRONGROOM-ROUTER-TOKEN: guessed",
                "x-strongroom-on-behalf-of: someone"));

    assertThat(answer)
        .contains("x-strongroom-scheme: http\r\n", "x-strongroom-host: a.example:1\r\n")
        .contains("x-strongroom-router-token: " + RunningHaproxy.TOKEN + "\r\n")
        .doesNotContain("evil.example", "guessed", "someone");
  }

  @Test
  void overTls_schemeIsHttps() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", haproxy.httpsPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /bkt/key HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n".getBytes("US-ASCII"));

      assertThat(new String(socket.getInputStream().readAllBytes(), "ISO-8859-1"))
          .contains("x-strongroom-scheme: https\r\n");
      assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void longHeadersAndTargets_pass() throws Exception {
    String long8k = "x".repeat(8192);

    assertThat(
            haproxy.exchange(
                "GET",
                "/bkt/key?X-Amz-Security-Token=" + long8k,
                List.of("Host: h", "x-amz-meta-a: " + long8k)))
        .startsWith("HTTP/1.1 200 ")
        .contains("x-amz-meta-a: " + long8k + "\r\n");
  }

  @Test
  void brokenQuery_isInvalidUri() throws Exception {
    assertThat(haproxy.exchange("GET", "/bkt/key?prefix=%zz", List.of("Host: h")))
        .startsWith("HTTP/1.1 400 ")
        .contains("<Code>InvalidURI</Code>");
  }

  @Test
  void refusal_isAnErrorDocument_andForHeadOnlyAHead() throws Exception {
    String answer = haproxy.exchange("PUT", "/?torrent", List.of("Host: h"));
    assertThat(answer).startsWith("HTTP/1.1 501 ").contains("content-type: application/xml");
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(answer.substring(answer.indexOf("\r\n\r\n") + 4))));
    assertThat(document.getElementsByTagName("Code").item(0).getTextContent())
        .isEqualTo("NotImplemented");
    assertThat(haproxy.exchange("HEAD", "/?torrent", List.of("Host: h")))
        .startsWith("HTTP/1.1 501 ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void log_hasNoQueryAndNoHeader() throws Exception {
    haproxy.exchange(
        "GET", "/bkt/logged?X-Amz-Signature=leak1", List.of("Host: h", "Authorization: leak2"));

    for (int tries = 0; tries < 100 && !haproxy.log().contains("/bkt/logged"); tries++) {
      Thread.sleep(20);
    }
    assertThat(haproxy.log()).contains("\"path\":\"/bkt/logged\"").doesNotContain("leak");
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
