package io.strongroom.local;

/** Brings one module's tables to the version the module needs. */
@FunctionalInterface
public interface SchemaMigration {
  /**
   * Migrates; does nothing when the tables are up to date.
   *
   * @param jdbcUrl the database
   * @param user a role that owns it
   * @param password the role's password
   */
  void migrate(String jdbcUrl, String user, String password);
}
