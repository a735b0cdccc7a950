package io.strongroom.gateway.console;

import io.strongroom.testkit.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A browser without a screen: it keeps one cookie, and fills in forms of the last page. */
final class Browser implements AutoCloseable {

  private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]*)\"");

  private final URI console;
  private final HttpClient client;
  private String cookie = "";
  private String token = "";

  private Browser(URI console, HttpClient client) {
    this.console = console;
    this.client = client;
  }

  static Browser of(RunningServer server) throws IOException, GeneralSecurityException {
    return new Browser(
        server.endpoint("console"),
        HttpClient.newBuilder()
            .sslContext(trusting(server.data().resolve("tls/ca.crt")))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());
  }

  static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream file = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Signs in as the root, or fails. */
  Browser signedIn(RunningServer server) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        signIn(
            server.property("identity.properties", "root.access-key-id"),
            server.property("identity.properties", "root.secret-access-key"));
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.statusCode() + answer.body());
    }
    follow(answer);
    return this;
  }

  HttpResponse<String> signIn(String id, String secret) throws IOException, InterruptedException {
    return post("/sign-in", "access-key-id", id, "secret-access-key", secret);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return remembered(send(request(path).GET()));
  }

  /** Sends a form of the last page. */
  HttpResponse<String> post(String path, String... fields)
      throws IOException, InterruptedException {
    return remembered(send(form(path, fields).header("origin", origin())));
  }

  /** Goes where the answer says. */
  HttpResponse<String> follow(HttpResponse<String> answer)
      throws IOException, InterruptedException {
    HttpResponse<String> next = get(answer.headers().firstValue("location").orElseThrow());
    return next.statusCode() == 303 ? follow(next) : next;
  }

  /** A form without a word of where it comes from. */
  HttpRequest.Builder form(String path, String... fields) {
    StringBuilder body = new StringBuilder("form-token=" + encoded(token));
    for (int i = 0; i + 1 < fields.length; i += 2) {
      body.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
    }
    return request(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve(path));
    return cookie.isEmpty() ? request : request.header("cookie", cookie);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  String origin() {
    return console.toString();
  }

  String token() {
    return token;
  }

  String cookie() {
    return cookie;
  }

  void cookie(String other) {
    cookie = other;
  }

  private HttpResponse<String> remembered(HttpResponse<String> answer) {
    answer
        .headers()
        .firstValue("set-cookie")
        .ifPresent(set -> cookie = set.substring(0, set.indexOf(';')));
    Matcher found = TOKEN.matcher(Optional.ofNullable(answer.body()).orElse(""));
    if (found.find()) {
      token = found.group(1);
    }
    return answer;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
