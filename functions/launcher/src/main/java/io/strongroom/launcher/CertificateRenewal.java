package io.strongroom.launcher;

import io.strongroom.certificates.LocalCertificateAuthority;
import io.strongroom.certificates.ServerNames;
import java.io.IOException;
import java.time.Duration;

/**
 * Makes the certificate of a running server anew before it expires. The server looks at the files
 * by itself ({@link Settings#TLS_RELOAD}).
 */
final class CertificateRenewal implements AutoCloseable {

  private final Thread timer;

  CertificateRenewal(LocalCertificateAuthority authority, ServerNames names, Duration every) {
    timer =
        Thread.ofPlatform()
            .daemon()
            .name("strongroom-certificates")
            .start(() -> keep(authority, names, every));
  }

  private static void keep(LocalCertificateAuthority authority, ServerNames names, Duration every) {
    try {
      while (true) {
        Thread.sleep(every);
        renew(authority, names);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static void renew(LocalCertificateAuthority authority, ServerNames names) {
    try {
      authority.prepare(names);
    } catch (IOException | RuntimeException e) {
      // The next turn may be luckier; a certificate has thirty days left when this begins.
      System.err.println("strongroom: cannot renew the certificate: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.interrupt();
  }
}
