package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The certificate that clients have to trust. Stateless. */
final class Authority {

  private Authority() {}

  /** In PEM. */
  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new StartupException("Cannot read " + file + ": " + DataDirectory.reason(e), e);
    }
  }

  static Certificate certificate(String pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      throw new StartupException("The authority's certificate is damaged.", e);
    }
  }
}
