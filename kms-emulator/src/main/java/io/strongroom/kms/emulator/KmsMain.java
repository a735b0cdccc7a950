package io.strongroom.kms.emulator;

import io.quarkus.runtime.Quarkus;
import java.util.Optional;

/**
 * Starts the emulator alone. Needs a PostgreSQL database, named by {@code STRONGROOM_KMS_JDBC_URL},
 * {@code STRONGROOM_KMS_DB_USER} and {@code STRONGROOM_KMS_DB_PASSWORD}.
 */
public final class KmsMain {

  private static final String JDBC_PREFIX = "jdbc:";

  private KmsMain() {}

  /** Migrates the schema, then serves until stopped. */
  public static void main(String[] args) {
    String jdbcUrl =
        setting("STRONGROOM_KMS_JDBC_URL").orElse("jdbc:postgresql://localhost:5432/strongroom");
    String user = setting("STRONGROOM_KMS_DB_USER").orElse("strongroom");
    String password = setting("STRONGROOM_KMS_DB_PASSWORD").orElse("");
    KmsSchema.migrate(jdbcUrl, user, password);
    System.setProperty("quarkus.datasource.reactive.url", jdbcUrl.substring(JDBC_PREFIX.length()));
    System.setProperty("quarkus.datasource.username", user);
    System.setProperty("quarkus.datasource.password", password);
    Quarkus.run(args);
  }

  private static Optional<String> setting(String name) {
    return Optional.ofNullable(System.getenv(name));
  }
}
