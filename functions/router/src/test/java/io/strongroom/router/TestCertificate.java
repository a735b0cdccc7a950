package io.strongroom.router;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate of its own for a test, by the JDK's own tool. */
final class TestCertificate {

  private static final String PASSWORD = "changeit";

  private TestCertificate() {}

  /** PEM of certificate and key. */
  static Path write(Path folder) throws IOException {
    Path store = folder.resolve("store.p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                      "-genkeypair",
                      "-alias",
                      "a",
                      "-keyalg",
                      "EC",
                      "-groupname",
                      "secp256r1",
                      "-dname",
                      "CN=localhost",
                      "-storetype",
                      "PKCS12",
                      "-storepass",
                      PASSWORD,
                      "-keystore",
                      store.toString()))
              .inheritIO()
              .start();
      if (keytool.waitFor() != 0) {
        throw new IOException("keytool fails");
      }
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      return Files.writeString(
          folder.resolve("server.pem"),
          pem("CERTIFICATE", keys.getCertificate("a").getEncoded())
              + pem("PRIVATE KEY", keys.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content));
  }
}
