package io.strongroom.endtoend;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PostgreSQL that several gateways use, as its superuser. */
interface SharedDatabase extends AutoCloseable {

  /** On this machine; may lead to another server at another time. */
  int port();

  @Override
  void close();

  /** One server. */
  static SharedDatabase single() throws IOException {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
    return new SharedDatabase() {
      @Override
      public int port() {
        return postgres.getPort();
      }

      @Override
      public void close() {
        try {
          postgres.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }
}
