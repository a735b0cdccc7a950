package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.Identities;
import io.strongroom.local.Identity;
import io.strongroom.local.StartupException;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.v4.SigV4Signer;
import java.io.ByteArrayInputStream;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Calls the running server of a data folder as its root, over TLS. */
final class IdentityClient {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private final URI endpoint;
  private final SigV4Signer signer;
  private final HttpClient http;

  private IdentityClient(URI endpoint, SigV4Signer signer, HttpClient http) {
    this.endpoint = endpoint;
    this.signer = signer;
    this.http = http;
  }

  /**
   * A client of the server that runs on the folder.
   *
   * @throws StartupException if none does, or the folder cannot be read
   */
  static IdentityClient of(DataDirectory data) {
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
      return new IdentityClient(
          URI.create(endpoints.https() + "/"),
          new SigV4Signer(credential, endpoints.region(), "iam"),
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

  /** An answer. */
  record Answer(Document document) {

    /** The text of the first element of that name. */
    String text(String element) {
      return all(element).findFirst().orElse("");
    }

    /** The texts of all elements of that name. */
    Stream<String> all(String element) {
      NodeList found = document.getElementsByTagName(element);
      return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent());
    }
  }

  /**
   * Carries out an action.
   *
   * @param parameters names and values in turn
   * @throws StartupException with what the server says, if it refuses
   */
  Answer call(String action, String... parameters) {
    Sent sent = send(action, parameters);
    if (sent.status() != 200) {
      throw refused(sent.answer());
    }
    return sent.answer();
  }

  /**
   * As {@link #call}; empty where what is meant is not there.
   *
   * @throws StartupException with what the server says, if it refuses otherwise
   */
  Optional<Answer> find(String action, String... parameters) {
    Sent sent = send(action, parameters);
    if (sent.status() == 404) {
      return Optional.empty();
    }
    if (sent.status() != 200) {
      throw refused(sent.answer());
    }
    return Optional.of(sent.answer());
  }

  private static StartupException refused(Answer answer) {
    return new StartupException(answer.text("Code") + ": " + answer.text("Message"));
  }

  private record Sent(int status, Answer answer) {}

  private Sent send(String action, String... parameters) {
    StringBuilder form = new StringBuilder("Action=" + action + "&Version=2010-05-08");
    for (int i = 0; i < parameters.length; i += 2) {
      form.append('&')
          .append(parameters[i])
          .append('=')
          .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    byte[] body = form.toString().getBytes(StandardCharsets.UTF_8);
    SignableRequest unsigned =
        new SignableRequest(
            "POST", "/", "", List.of(new HeaderField("Host", endpoint.getAuthority())));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("Content-Type", FORM)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (HeaderField header : signer.sign(unsigned, body, Instant.now()).headers()) {
      if (!header.name().equalsIgnoreCase("host")) {
        request.header(header.name(), header.value());
      }
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Sent(response.statusCode(), new Answer(parse(response.body())));
    } catch (IOException | ParserConfigurationException | SAXException e) {
      throw StartupException.because("The server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted.");
    }
  }

  private static Document parse(byte[] body)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body));
  }
}
