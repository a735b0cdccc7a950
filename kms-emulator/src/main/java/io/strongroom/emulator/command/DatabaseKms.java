package io.strongroom.emulator.command;

import io.strongroom.emulator.store.KmsSchema;
import io.strongroom.local.Packaging;
import io.strongroom.local.Preparation;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The emulator on a database that the environment names; keeps nothing on disk but its root key.
 */
final class DatabaseKms implements Preparation {

  private static final String JDBC_PREFIX = "jdbc:";

  private final String jdbcUrl;

  DatabaseKms(String jdbcUrl) {
    this.jdbcUrl = jdbcUrl;
  }

  @Override
  public void prepare() {
    if (!jdbcUrl.startsWith(JDBC_PREFIX)) {
      throw new StartupException("STRONGROOM_KMS_JDBC_URL must begin with jdbc:postgresql:");
    }
    String user = KmsMain.setting("STRONGROOM_KMS_DB_USER").orElse("strongroom");
    String password =
        KmsMain.setting("STRONGROOM_KMS_DB_PASSWORD_FILE")
            .map(DatabaseKms::read)
            .or(() -> KmsMain.setting("STRONGROOM_KMS_DB_PASSWORD"))
            .orElse("");
    try {
      if (!Packaging.NATIVE) {
        KmsSchema.migrate(jdbcUrl, user, password);
      }
    } catch (RuntimeException e) {
      throw StartupException.because("Cannot bring the tables of the KMS up to date", e);
    }
    System.setProperty(
        "quarkus.datasource.kms.reactive.url", jdbcUrl.substring(JDBC_PREFIX.length()));
    System.setProperty("quarkus.datasource.kms.username", user);
    System.setProperty("quarkus.datasource.kms.password", password);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw StartupException.because("Cannot read STRONGROOM_KMS_DB_PASSWORD_FILE", e);
    }
  }

  @Override
  public void close() {}
}
