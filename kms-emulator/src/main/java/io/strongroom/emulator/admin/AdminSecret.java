package io.strongroom.emulator.admin;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.local.AdminSecretFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every call of the admin API must show: the text of a file that only the owner of this
 * process may read, made at the first start. Without a configured file nobody has it. Thread-safe.
 */
@ApplicationScoped
public class AdminSecret {

  /** The header that carries it. */
  public static final String HEADER = AdminSecretFile.HEADER;

  private final Optional<byte[]> expected;

  /**
   * Reads the configured file, or makes it.
   *
   * @throws io.strongroom.local.StartupException when others may read it
   */
  AdminSecret(KmsConfig config) {
    this.expected =
        config.admin()
            ? config
                .adminSecretFile()
                .map(AdminSecretFile::readOrCreate)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
            : Optional.empty();
  }

  /** Whether there is one; the first question reads the file, or makes it. */
  public boolean exists() {
    return expected.isPresent();
  }

  /** Whether a request shows it; takes the same time whatever it shows. */
  public boolean matches(@Nullable String shown) {
    return shown != null
        && expected.isPresent()
        && MessageDigest.isEqual(expected.get(), shown.getBytes(StandardCharsets.UTF_8));
  }
}
