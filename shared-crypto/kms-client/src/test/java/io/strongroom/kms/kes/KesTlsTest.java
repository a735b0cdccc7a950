package io.strongroom.kms.kes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.Eventually;
import io.strongroom.kms.testing.TlsStub;
import io.strongroom.kms.wire.PemTls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real TLS handshakes with a server that takes any client certificate and remembers whose. */
class KesTlsTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  // The example key of the KES documentation, with the identity shown beside it.
  private static final String API_KEY = "kes:v1:APvbt/zbiewXNB+EwciOT+I21peq0odFYCwkJX8mMCxM";
  private static final String IDENTITY =
      "1d1f89ad528a3bbb8fd64252d443c993f5a4d679b074d5bad49785e02ec38199";

  @TempDir static Path folder;
  private static TlsStub server;
  private static PemTls trusting;

  @BeforeAll
  static void start() {
    KeyStore own = TlsStub.newKey(folder, "server", "EC");
    server = TlsStub.answering(own, "{\"name\":\"k1\"}");
    trusting = new PemTls(TlsStub.certificateFile(folder, "server.crt", own), null, null);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void describe(KesSettings settings) {
    KesSettings patient =
        new KesSettings(
            settings.endpoints(),
            settings.tls(),
            settings.apiKey(),
            Duration.ofSeconds(15),
            Duration.ofSeconds(15));
    try (WrapServiceProvider client = KesFactory.create(patient)) {
      client.describeKey(KeyName.parse("k1"), ALICE).toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "Ed25519"})
  void clientCertificate_inPemFiles_shown(String algorithm) throws Exception {
    KeyStore client = TlsStub.newKey(folder, "client-" + algorithm, algorithm);
    PemTls tls =
        new PemTls(
            trusting.authorities(),
            TlsStub.certificateFile(folder, algorithm + ".crt", client),
            TlsStub.keyFile(folder, algorithm + ".key", client));
    describe(KesSettings.of(List.of(server.uri()), tls));
    assertThat(server.identities().getLast())
        .isEqualTo(TlsStub.identity((X509Certificate) client.getCertificate("own")));
  }

  @Test
  void apiKey_shownAsTheIdentityThatKesDocuments() {
    assertThat(KesApiKey.parse(API_KEY).identity()).isEqualTo(IDENTITY);
    describe(KesSettings.of(List.of(server.uri()), trusting).withApiKey(Secret.of(API_KEY)));
    assertThat(server.identities().getLast()).isEqualTo(IDENTITY);
  }

  @Test
  void certificateReplacedInItsFiles_shownWithoutARestart(@TempDir Path own) throws Exception {
    KeyStore first = TlsStub.newKey(own, "first", "EC");
    KeyStore second = TlsStub.newKey(own, "second", "EC");
    Path certificate = TlsStub.certificateFile(own, "client.crt", first);
    Path key = TlsStub.keyFile(own, "client.key", first);
    Duration patience = Duration.ofSeconds(15);
    try (WrapServiceProvider client =
        KesFactory.create(
            new KesSettings(
                List.of(server.uri()),
                new PemTls(trusting.authorities(), certificate, key),
                null,
                patience,
                patience))) {
      client.describeKey(KeyName.parse("k1"), ALICE).toCompletableFuture().join();
      TlsStub.certificateFile(own, "client.crt", second);
      TlsStub.keyFile(own, "client.key", second);
      FileTime later = FileTime.from(Instant.now().plusSeconds(5));
      Files.setLastModifiedTime(certificate, later);
      Files.setLastModifiedTime(key, later);
      String wanted = TlsStub.identity((X509Certificate) second.getCertificate("own"));
      Eventually.succeeds(
          () -> {
            client.describeKey(KeyName.parse("k1"), ALICE).toCompletableFuture().join();
            assertThat(server.identities().getLast()).isEqualTo(wanted);
            return true;
          });
    }
  }

  @Test
  void noClientCertificate_nobody() {
    describe(KesSettings.of(List.of(server.uri()), trusting));
    assertThat(server.identities().getLast()).isEqualTo("nobody");
  }

  @Test
  void server_notTrusted_unavailable() {
    assertThatThrownBy(() -> describe(KesSettings.of(List.of(server.uri()), PemTls.NONE)))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(KmsException.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kes:v1:",
        "kes:v2:APvbt/zb",
        "kes:v1:AAAA",
        "kes:v1:!!!",
        "kes:v1:AfvbtvzbiewXNB+EwciOT+I21peq0odFYCwkJX8mMCxM"
      })
  void apiKey_malformed_refusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> KesApiKey.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a KES API key");
  }

  @Test
  void apiKey_print_hidesIt() {
    assertThat(KesApiKey.parse(API_KEY).toString()).contains(IDENTITY).doesNotContain("APvbt");
  }

  @Test
  void pem_notAKey_refused() {
    Path file = trusting.authorities();
    assertThatThrownBy(() -> new PemTls(null, file, file).context())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PKCS #8");
    assertThatThrownBy(() -> new PemTls(null, file, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
