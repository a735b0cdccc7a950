package io.strongroom.storage;

import java.util.List;
import org.flywaydb.core.Flyway;

/** The schemas {@code objects} and {@code identity} of the metadata database. */
public final class StorageSchema {

  private static final List<String> SCHEMAS = List.of("objects", "identity");

  private StorageSchema() {}

  /**
   * Brings the schemas to the version that this build needs; does nothing if it is there. Blocks,
   * and is run once per deployment, by a role that may create tables. Several processes may call it
   * at once: the database makes them take turns.
   *
   * @param jdbcUrl {@code jdbc:postgresql:} URL
   * @throws org.flywaydb.core.api.FlywayException when the database cannot be reached, or holds a
   *     newer or changed schema
   */
  public static void migrate(String jdbcUrl, String user, String password) {
    for (String schema : SCHEMAS) {
      Flyway.configure(StorageSchema.class.getClassLoader())
          .dataSource(jdbcUrl, user, password)
          .schemas(schema)
          .defaultSchema(schema)
          .createSchemas(true)
          .locations("classpath:db/migration/" + schema)
          .load()
          .migrate();
    }
  }
}
