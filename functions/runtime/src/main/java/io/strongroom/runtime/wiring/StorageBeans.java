package io.strongroom.runtime.wiring;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Turns;
import io.strongroom.domain.port.Uploads;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.config.DatabaseConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.storage.blob.BlobCollector;
import io.strongroom.storage.metadata.PoolQuestion;
import io.strongroom.storage.metadata.PostgresBlobReferences;
import io.strongroom.storage.metadata.PostgresBuckets;
import io.strongroom.storage.metadata.PostgresExpirations;
import io.strongroom.storage.metadata.PostgresKeyInventory;
import io.strongroom.storage.metadata.PostgresListings;
import io.strongroom.storage.metadata.PostgresObjects;
import io.strongroom.storage.metadata.PostgresTurns;
import io.strongroom.storage.metadata.PostgresUploads;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.hibernate.reactive.mutiny.Mutiny;

/** Metadata in PostgreSQL, blobs in a folder or in another store. */
final class StorageBeans {

  @Produces
  @Singleton
  Buckets buckets(Pool pool, Mutiny.SessionFactory sessions) {
    return new PostgresBuckets(pool, sessions);
  }

  @Produces
  @Singleton
  Objects objects(Pool pool) {
    return new PostgresObjects(pool);
  }

  @Produces
  @Singleton
  Listings listings(Pool pool) {
    return new PostgresListings(pool);
  }

  @Produces
  @Singleton
  BlobReferences blobReferences(Pool pool, InstantSource clock, StrongroomConfig config) {
    return new PostgresBlobReferences(pool, clock, config.blobs().deleteGrace());
  }

  @Produces
  @Singleton
  Expirations expirations(Pool pool) {
    return new PostgresExpirations(pool);
  }

  @Produces
  @Singleton
  KeyInventory keyInventory(Pool pool) {
    return new PostgresKeyInventory(pool);
  }

  @Produces
  @Singleton
  Uploads uploads(Pool pool, Mutiny.SessionFactory sessions) {
    return new PostgresUploads(pool, sessions);
  }

  @Produces
  @Singleton
  PoolWatch poolWatch(Pool pool, StrongroomConfig config, Instance<HostedFunction> hosted) {
    DatabaseConfig database = config.database();
    boolean needed = hosted.stream().anyMatch(StorageBeans::keepsRecords);
    PoolQuestion question = new PoolQuestion(pool);
    return new PoolWatch(
        () -> needed ? question.ask() : Uni.createFrom().item(true),
        database.probeTimeout(),
        database
            .connectionWait()
            .plus(database.statementTimeout())
            .plus(database.idleInTransactionTimeout()),
        System::nanoTime);
  }

  private static boolean keepsRecords(HostedFunction hosted) {
    return hosted.function() != Function.GENERATE_DATA_KEY;
  }

  @Produces
  @Singleton
  BlobHomes blobHomes(StrongroomConfig config, InstantSource clock) {
    return BlobHomes.of(config, clock);
  }

  @Produces
  @Singleton
  BlobCollector.Blobs blobs(BlobHomes homes) {
    return homes.blobs();
  }

  @Produces
  @Singleton
  Turns turns(Pool pool) {
    return new PostgresTurns(pool);
  }

  @Produces
  @Singleton
  BlobStore blobStore(BlobCollector.Blobs blobs) {
    return blobs.store();
  }
}
