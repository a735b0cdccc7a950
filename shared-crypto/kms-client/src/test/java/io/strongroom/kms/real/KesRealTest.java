package io.strongroom.kms.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.contract.KmsClientContract;
import io.strongroom.kms.kes.KesApiKey;
import io.strongroom.kms.kes.KesFactory;
import io.strongroom.kms.kes.KesSettings;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.TlsStub;
import io.strongroom.kms.wire.PemTls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * KES's own server, built from its Go module, with keys in memory: client certificate and API key.
 */
@Tag("real-kms")
class KesRealTest extends KmsClientContract {

  // The example key of the KES documentation.
  private static final String API_KEY = "kes:v1:APvbt/zbiewXNB+EwciOT+I21peq0odFYCwkJX8mMCxM";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static RealProgram program;
  private static PemTls admin;
  private static WrapServiceProvider client;

  @BeforeAll
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  static void start(@TempDir Path folder) throws Exception {
    Path built = RealProgram.folder().resolve("kes");
    RealProgram.prepare(
        "kes",
        Path.of("src/test/go/kes").toAbsolutePath(),
        List.of("go", "build", "-o", built.toString(), "."));
    KeyStore own = TlsStub.newKey(folder, "admin", "EC");
    Path authority = folder.resolve("kes.crt");
    program =
        RealProgram.serving(
            "kes",
            List.of(
                built.toString(),
                "127.0.0.1:PORT",
                authority.toString(),
                TlsStub.identity((X509Certificate) own.getCertificate("own")),
                KesApiKey.parse(API_KEY).identity()),
            Map.of());
    admin =
        new PemTls(
            authority,
            TlsStub.certificateFile(folder, "admin.crt", own),
            TlsStub.keyFile(folder, "admin.key", own));
    for (String key : List.of("k1", "k2", "forbidden")) {
      assertThat(ask("PUT", "/v1/key/create/" + key)).isEqualTo(200);
    }
    client = client(new PemTls(authority, null, null), Secret.of(API_KEY));
  }

  private static WrapServiceProvider client(PemTls tls, Secret apiKey) {
    return KesFactory.create(new KesSettings(List.of(address()), tls, apiKey, PATIENCE, PATIENCE));
  }

  private static URI address() {
    return URI.create("https://127.0.0.1:" + program.port());
  }

  private static int ask(String method, String path) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().sslContext(admin.context()).build()) {
      return http.send(
              HttpRequest.newBuilder(address().resolve(path))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString())
          .statusCode();
    }
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
    if (program != null) {
      program.close();
    }
  }

  @Override
  protected KmsClient kms() {
    return client;
  }

  @Override
  protected String key() {
    return "k1";
  }

  @Override
  protected String otherKey() {
    return "k2";
  }

  @Override
  protected String unknownKey() {
    return "k3";
  }

  @Test
  void clientCertificate_servedAsTheApiKeyIs() {
    try (WrapServiceProvider certified = client(admin, null)) {
      var made = get(certified.generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE));
      assertThat(get(decrypt(made.wrapped(), CONTEXT)).plaintext().matches(made.plaintext()))
          .isTrue();
    }
  }

  @Test
  void policy_forbidsTheKey_accessDenied() {
    assertThat(failure(client.generateDataKey(KeyName.parse("forbidden"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.AccessDenied.class);
  }

  @Test
  void identityWithoutAPolicy_accessDenied(@TempDir Path folder) throws Exception {
    KeyStore stranger = TlsStub.newKey(folder, "stranger", "EC");
    PemTls tls =
        new PemTls(
            admin.authorities(),
            TlsStub.certificateFile(folder, "s.crt", stranger),
            TlsStub.keyFile(folder, "s.key", stranger));
    try (WrapServiceProvider unknown = client(tls, null)) {
      assertThat(failure(unknown.describeKey(KeyName.parse("k1"), ALICE)))
          .as("KES says the same as to a policy's refusal")
          .isInstanceOf(KmsException.AccessDenied.class);
    }
  }

  @Test
  void deletedAndMadeAgain_rejectedNotOpened() throws Exception {
    assertThat(ask("PUT", "/v1/key/create/again")).isEqualTo(200);
    var made = get(client.generateDataKey(KeyName.parse("again"), 32, CONTEXT, ALICE));
    assertThat(ask("DELETE", "/v1/key/delete/again")).isEqualTo(200);
    assertThat(ask("PUT", "/v1/key/create/again")).isEqualTo(200);
    assertThat(failure(client.decrypt(KeyName.parse("again"), made.wrapped(), CONTEXT, ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }
}
