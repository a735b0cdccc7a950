package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitiesTest {
  private final SecureRandom random = new SecureRandom();
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("identity.properties");
  }

  @Test
  void readOrCreate_absent_makesTwoRandomIdentities() throws IOException {
    Identities identities = Identities.readOrCreate(file, random);

    assertThat(identities.accountId()).matches("[0-9]{12}");
    assertThat(identities.root().accessKeyId()).matches("AKIA[A-Z2-7]{16}");
    assertThat(identities.root().secretAccessKey()).matches("[A-Za-z0-9]{40}");
    assertThat(identities.root().principal())
        .isEqualTo("arn:aws:iam::" + identities.accountId() + ":root");
    assertThat(identities.service().principal()).startsWith("arn:aws:iam::").contains("role/");
    assertThat(identities.service().accessKeyId()).isNotEqualTo(identities.root().accessKeyId());
    assertThat(identities.service().secretAccessKey())
        .isNotEqualTo(identities.root().secretAccessKey());
    assertThat(PrivateFilesTest.mode(file)).isEqualTo("rw-------");
  }

  @Test
  void readOrCreate_present_isKept() throws IOException {
    Identities first = Identities.readOrCreate(file, random);

    assertThat(Identities.readOrCreate(file, random)).isEqualTo(first);
  }

  @Test
  void readOrCreate_elsewhere_isAnother() throws IOException {
    Identities first = Identities.readOrCreate(file, random);
    Identities second = Identities.readOrCreate(folder.resolve("other"), random);

    assertThat(second.root().secretAccessKey()).isNotEqualTo(first.root().secretAccessKey());
  }

  @Test
  void read_openToTheGroup_rejected() throws IOException {
    Identities.readOrCreate(file, random);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> Identities.read(file)).isInstanceOf(StartupException.class);
  }

  @Test
  void read_incomplete_rejectedNamingTheKey() throws IOException {
    PrivateFiles.write(file, "account-id=000000000000\nroot.access-key-id=AKIA\n");

    assertThatThrownBy(() -> Identities.read(file))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("root.secret-access-key");
  }

  @Test
  void toString_neverHasTheSecret() throws IOException {
    Identities identities = Identities.readOrCreate(file, random);

    assertThat(identities.toString())
        .doesNotContain(identities.root().secretAccessKey())
        .doesNotContain(identities.service().secretAccessKey());
  }
}
