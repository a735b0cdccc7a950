package io.strongroom.storage.metadata;

import io.strongroom.domain.testing.MetadataContract;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ports as an application would produce them, without a grace time. */
@ApplicationScoped
class PostgresPorts {

  final MetadataContract.Ports ports;

  PostgresPorts(Mutiny.SessionFactory sessions) {
    ports =
        new MetadataContract.Ports(
            new PostgresBuckets(sessions),
            new PostgresObjects(sessions, InstantSource.system(), Duration.ZERO),
            new PostgresUploads(sessions));
  }

  MetadataContract.Ports ports() {
    return ports;
  }
}
