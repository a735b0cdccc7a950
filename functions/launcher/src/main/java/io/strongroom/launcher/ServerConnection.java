package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.StartupException;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Sends requests to the running server of a data folder as its root, over TLS. */
final class ServerConnection {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI endpoint;
  private final SigV4Signer signer;
  private final HttpClient http;

  private ServerConnection(URI endpoint, SigV4Signer signer, HttpClient http) {
    this.endpoint = endpoint;
    this.signer = signer;
    this.http = http;
  }

  /**
   * To the server that runs on the folder.
   *
   * @param service that requests are signed for
   * @throws StartupException if none does, or the folder cannot be read
   */
  static ServerConnection of(DataDirectory data, String service) {
    try {
      Endpoints endpoints =
          Endpoints.find(data.endpointsFile())
              .orElseThrow(
                  () ->
                      new StartupException(
                          "No Strongroom runs on "
                              + data.root()
                              + "; start one with: serve --data DIR"));
      Identities identities = Identities.read(data.identityFile());
      Identity root = identities.root();
      Credential credential =
          Credential.of(
              root.accessKeyId(), root.secretAccessKey(), root.principal(), identities.accountId());
      HttpClient http =
          HttpClient.newBuilder()
              .sslContext(trusting(endpoints.authorityIn(data)))
              .connectTimeout(PATIENCE)
              .build();
      return new ServerConnection(
          URI.create(endpoints.https() + "/"),
          new SigV4Signer(credential, endpoints.region(), service),
          http);
    } catch (IOException | GeneralSecurityException e) {
      throw StartupException.because("Cannot use the data folder " + data.root(), e);
    }
  }

  /** Where there is no authority of the server's own, Java's have to do. */
  private static SSLContext trusting(Optional<Path> authority)
      throws IOException, GeneralSecurityException {
    if (authority.isEmpty()) {
      return SSLContext.getDefault();
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(authority.get())) {
      trusted.setCertificateEntry(
          "strongroom", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  /**
   * {@code POST /}, signed.
   *
   * @param headers beside those of the signature, which covers them
   * @throws StartupException if the server does not answer
   */
  HttpResponse<byte[]> post(Map<String, String> headers, byte[] body) {
    return post(headers, body, PATIENCE);
  }

  /** As above, for an answer that may take so long. */
  HttpResponse<byte[]> post(Map<String, String> headers, byte[] body, Duration patience) {
    List<HeaderField> fields = new ArrayList<>();
    fields.add(new HeaderField("Host", endpoint.getAuthority()));
    headers.forEach((name, value) -> fields.add(new HeaderField(name, value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(patience)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    SignableRequest unsigned = new SignableRequest("POST", "/", "", fields);
    for (HeaderField header : signer.sign(unsigned, body, Instant.now()).headers()) {
      // Java sets it itself.
      if (!header.name().equalsIgnoreCase("host")) {
        request.header(header.name(), header.value());
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw StartupException.because("The server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.");
    }
  }
}
