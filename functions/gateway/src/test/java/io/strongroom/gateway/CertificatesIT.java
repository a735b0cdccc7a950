package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A certificate of the operator's own, which another program renews in its place. */
class CertificatesIT {

  @TempDir Path folder;

  /** Takes any certificate: the test looks at which one it is. */
  private static final class Any implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static X509Certificate presented(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Any()}, null);
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  /**
   * A pair for localhost, by the JDK's own tools, in {@code certificate.pem} and {@code key.pem}.
   */
  private void issue(String commonName) throws Exception {
    Path store = folder.resolve(commonName + ".p12");
    keytool(
        "-genkeypair -keyalg EC -alias own -validity 30 -dname CN="
            + commonName
            + " -ext san=dns:localhost,ip:127.0.0.1 -storetype PKCS12 -storepass changeit -keystore "
            + store);
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    write("key.pem", "PRIVATE KEY", keys.getKey("own", "changeit".toCharArray()).getEncoded());
    write("certificate.pem", "CERTIFICATE", keys.getCertificate("own").getEncoded());
  }

  private static void keytool(String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(said);
    assertThat(process.waitFor()).as(said.toString(StandardCharsets.UTF_8)).isZero();
  }

  private void write(String name, String label, byte[] der) throws IOException {
    Path fresh = folder.resolve(name + ".new");
    Files.writeString(
        fresh,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der)));
    Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Between the moves of two files the server may read one of each pair, until it reads again. */
  private static boolean isPresented(int port, String name) throws Exception {
    try {
      return presented(port).getSubjectX500Principal().getName().equals(name);
    } catch (SSLHandshakeException halfAPair) {
      return false;
    }
  }

  @Test
  @Timeout(300)
  void ownCertificate_renewed_isPresentedWithoutAStart() throws Exception {
    issue("first");
    try (RunningServer server =
        RunningServer.start(
                folder.resolve("data"),
                List.of("-Dquarkus.tls.strongroom.reload-period=1s"),
                "--tls-certificate=" + folder.resolve("certificate.pem"),
                "--tls-key=" + folder.resolve("key.pem"),
                "--tls-authority=" + folder.resolve("certificate.pem"))
            .awaitReady()) {
      int port = server.endpoint("https").getPort();
      assertThat(presented(port).getSubjectX500Principal().getName()).isEqualTo("CN=first");
      assertThat(server.property("endpoints.properties", "authority"))
          .isEqualTo(folder.resolve("certificate.pem").toString());

      issue("second");

      while (!isPresented(port, "CN=second")) {
        Thread.sleep(200);
      }
    }
  }
}
