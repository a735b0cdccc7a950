package io.strongroom.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.local.PrivateFiles;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificateAuthorityTest {
  private static final ServerNames LOCAL = ServerNames.of("127.0.0.1", List.of());

  @TempDir Path folder;

  private void prepare(Instant now, ServerNames names) throws IOException {
    new LocalCertificateAuthority(folder, Clock.fixed(now, ZoneOffset.UTC), new SecureRandom())
        .prepare(names);
  }

  private List<X509Certificate> read(String file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(folder.resolve(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private X509Certificate server() throws IOException, GeneralSecurityException {
    return read("server.crt").getFirst();
  }

  @Test
  void prepare_firstStart_makesAChainTheJdkTrusts() throws Exception {
    prepare(Instant.now(), LOCAL);

    X509Certificate authority = read("ca.crt").getFirst();
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", authority);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trust);
    X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
    List<X509Certificate> chain = read("server.crt");
    manager.checkServerTrusted(chain.toArray(X509Certificate[]::new), "ECDHE_ECDSA");

    assertThat(chain).hasSize(2).last().isEqualTo(authority);
    assertThat(authority.getBasicConstraints()).isZero();
    assertThat(chain.getFirst().getBasicConstraints()).isEqualTo(-1);
    assertThat(chain.getFirst().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  @Test
  void prepare_firstStart_keysArePrivateAndNoProviderIsAdded() throws Exception {
    prepare(Instant.now(), LOCAL);

    assertThat(mode(folder.resolve("ca.key"))).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("server.key"))).isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("server.key")))
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
    assertThat(Security.getProvider("BC")).isNull();
  }

  @Test
  void prepare_firstStart_namesAndValidityAreAsAsked() throws Exception {
    Instant now = Instant.parse("2026-11-22T10:00:00Z");

    prepare(now, ServerNames.of("192.0.2.7", List.of("Room.Example")));

    assertThat(server().getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .contains(
            "localhost",
            "*.localhost",
            "s3.localhost",
            "*.s3.localhost",
            "obs.localhost",
            "*.obs.localhost",
            "strongroom.local",
            "*.strongroom.local",
            "room.example",
            "*.room.example",
            "192.0.2.7",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1");
    assertThat(server().getNotAfter().toInstant()).isEqualTo(now.plus(Duration.ofDays(397)));
    assertThat(read("ca.crt").getFirst().getNotAfter().toInstant())
        .isEqualTo(now.plus(Duration.ofDays(3652)));
  }

  @Test
  void prepare_nothingChanged_keepsBoth() throws Exception {
    Instant now = Instant.now();
    prepare(now, LOCAL);
    X509Certificate before = server();

    prepare(now.plus(Duration.ofDays(300)), LOCAL);

    assertThat(server()).isEqualTo(before);
  }

  @Test
  void prepare_serverNearExpiry_renewsUnderTheSameAuthority() throws Exception {
    Instant now = Instant.now();
    prepare(now, LOCAL);
    X509Certificate before = server();
    X509Certificate authority = read("ca.crt").getFirst();

    prepare(now.plus(Duration.ofDays(370)), LOCAL);

    assertThat(server()).isNotEqualTo(before);
    assertThat(read("ca.crt").getFirst()).isEqualTo(authority);
    server().verify(authority.getPublicKey());
  }

  @Test
  void prepare_otherNames_renews() throws Exception {
    prepare(Instant.now(), LOCAL);
    X509Certificate before = server();

    prepare(Instant.now(), ServerNames.of("127.0.0.1", List.of("room.example")));

    assertThat(server()).isNotEqualTo(before);
  }

  @Test
  void prepare_authorityNearExpiry_renewsBothAndNeverOutlivesIt() throws Exception {
    Instant now = Instant.now();
    prepare(now, LOCAL);
    Instant end = read("ca.crt").getFirst().getNotAfter().toInstant();
    prepare(end.minus(Duration.ofDays(100)), LOCAL);
    assertThat(server().getNotAfter().toInstant()).isEqualTo(end);

    prepare(end.minus(Duration.ofDays(10)), LOCAL);

    assertThat(read("ca.crt").getFirst().getNotAfter().toInstant()).isAfter(end);
    server().verify(read("ca.crt").getFirst().getPublicKey());
  }

  @Test
  void prepare_keyOfAnotherCertificate_isRepaired() throws Exception {
    prepare(Instant.now(), LOCAL);
    PrivateFiles.write(folder.resolve("server.key"), Files.readString(folder.resolve("ca.key")));

    prepare(Instant.now(), LOCAL);

    assertThat(KeyAndCertificate.find(folder, "server")).isPresent();
  }

  @Test
  void prepare_truncatedCertificate_isRepaired() throws Exception {
    prepare(Instant.now(), LOCAL);
    Files.writeString(folder.resolve("server.crt"), "-----BEGIN CERTIFICATE-----\n");

    prepare(Instant.now(), LOCAL);

    assertThat(KeyAndCertificate.find(folder, "server")).isPresent();
  }

  @Test
  void prepare_keyOpenToOthers_rejected() throws Exception {
    prepare(Instant.now(), LOCAL);
    Files.setPosixFilePermissions(
        folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> prepare(Instant.now(), LOCAL)).isInstanceOf(StartupException.class);
  }

  @Test
  void serverNames_badName_rejected() {
    for (String name : List.of("a b", "-a", "a..b", "a,b", "http://a", "", "a".repeat(64))) {
      assertThatThrownBy(() -> ServerNames.of("127.0.0.1", List.of(name)))
          .as(name)
          .isInstanceOf(StartupException.class);
    }
  }

  @Test
  void serverNames_wildcardHost_addsNothing() {
    assertThat(ServerNames.of("0.0.0.0", List.of())).isEqualTo(LOCAL);
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
