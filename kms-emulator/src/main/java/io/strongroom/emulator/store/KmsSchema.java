package io.strongroom.emulator.store;

import org.flywaydb.core.Flyway;

/**
 * Brings the database schema {@code kms} up to date. Plain JDBC: to be called before Quarkus
 * starts, or by a deployment step of its own.
 */
public final class KmsSchema {

  private static final String SCHEMA = "kms";

  private KmsSchema() {}

  /**
   * Applies what is missing; blocks until done. Several processes may do so at once.
   *
   * @param jdbcUrl a {@code jdbc:postgresql:} URL
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    Flyway.configure(KmsSchema.class.getClassLoader())
        .dataSource(jdbcUrl, user, password)
        .schemas(SCHEMA)
        .defaultSchema(SCHEMA)
        .createSchemas(true)
        .locations("classpath:db/migration/kms")
        .load()
        .migrate();
  }
}
