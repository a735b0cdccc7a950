package io.strongroom.storage.metadata;

import io.strongroom.domain.testing.MetadataContract;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ports as an application would produce them, without a grace time. */
@ApplicationScoped
class PostgresPorts {

  final MetadataContract.Ports ports;

  PostgresPorts(Pool pool, Mutiny.SessionFactory sessions) {
    ports =
        new MetadataContract.Ports(
            new PostgresBuckets(pool, sessions),
            new PostgresObjects(pool),
            new PostgresUploads(pool, sessions),
            new PostgresListings(pool),
            new PostgresBlobReferences(pool, InstantSource.system(), Duration.ZERO));
  }

  MetadataContract.Ports ports() {
    return ports;
  }
}
