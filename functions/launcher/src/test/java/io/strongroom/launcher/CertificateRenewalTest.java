package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.certificates.LocalCertificateAuthority;
import io.strongroom.certificates.ServerNames;
import io.strongroom.local.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CertificateRenewalTest {

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void certificateThatIsMissing_isMadeWhileTheServerRuns() throws Exception {
    DataDirectory data = new DataDirectory(folder.resolve("data"));
    data.create();
    LocalCertificateAuthority authority =
        new LocalCertificateAuthority(data.tls(), Clock.systemUTC(), new SecureRandom());
    ServerNames names = ServerNames.of("127.0.0.1", List.of());
    authority.prepare(names);
    byte[] before = Files.readAllBytes(authority.serverCertificateFile());
    Files.delete(authority.serverCertificateFile());

    try (CertificateRenewal _ = new CertificateRenewal(authority, names, Duration.ofMillis(20))) {
      while (Files.notExists(authority.serverCertificateFile())) {
        Thread.sleep(10);
      }
    }

    assertThat(Files.readAllBytes(authority.serverCertificateFile())).isNotEqualTo(before);
  }
}
