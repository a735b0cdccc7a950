package io.strongroom.storage.metadata;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.strongroom.storage.StorageSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A PostgreSQL of its own for the tests of this module. */
public final class Postgres implements QuarkusTestResourceLifecycleManager {

  private EmbeddedPostgres server;

  @Override
  public Map<String, String> start() {
    try {
      server = EmbeddedPostgres.builder().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String jdbcUrl = server.getJdbcUrl("postgres", "postgres");
    StorageSchema.migrate(jdbcUrl, "postgres", "postgres");
    return Map.of(
        "quarkus.datasource.reactive.url",
        "postgresql://localhost:" + server.getPort() + "/postgres",
        "quarkus.datasource.username",
        "postgres",
        "quarkus.datasource.password",
        "postgres",
        "test.jdbc-url",
        jdbcUrl);
  }

  @Override
  public void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
