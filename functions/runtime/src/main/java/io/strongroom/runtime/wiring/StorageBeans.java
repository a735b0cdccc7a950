package io.strongroom.runtime.wiring;

import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.blob.DiskBlobStore;
import io.strongroom.storage.metadata.PostgresBuckets;
import io.strongroom.storage.metadata.PostgresObjects;
import io.strongroom.storage.metadata.PostgresUploads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Metadata in PostgreSQL, blobs on disk. */
final class StorageBeans {

  @Produces
  @Singleton
  Buckets buckets(Mutiny.SessionFactory sessions) {
    return new PostgresBuckets(sessions);
  }

  @Produces
  @Singleton
  Objects objects(Mutiny.SessionFactory sessions, InstantSource clock, StrongroomConfig config) {
    return new PostgresObjects(sessions, clock, config.blobs().deleteGrace());
  }

  @Produces
  @Singleton
  Uploads uploads(Mutiny.SessionFactory sessions) {
    return new PostgresUploads(sessions);
  }

  @Produces
  @Singleton
  DiskBlobStore blobs(StrongroomConfig config) {
    return config.blobs().exclusive()
        ? DiskBlobStore.exclusive(config.blobs().directory())
        : new DiskBlobStore(config.blobs().directory());
  }
}
