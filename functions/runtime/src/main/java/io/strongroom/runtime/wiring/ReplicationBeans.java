package io.strongroom.runtime.wiring;

import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.operation.NotificationTerms;
import io.strongroom.domain.operation.ReplicationTerms;
import io.strongroom.domain.operation.SettingTerms;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.RemoteBuckets;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.port.RoleActors;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.replication.Destinations;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.protocol.s3.S3Vocabulary;
import io.strongroom.runtime.config.ReplicationConfig;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.identity.PostgresRoleActors;
import io.strongroom.storage.metadata.PostgresOutbox;
import io.strongroom.storage.metadata.PostgresReplicas;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Copies of what is written: where it is noted, who makes them. */
final class ReplicationBeans {

  @Produces
  @Singleton
  ObjectOutbox outbox(Pool pool) {
    return new PostgresOutbox(pool);
  }

  @Produces
  @Singleton
  Replicas replicas(Pool pool) {
    return new PostgresReplicas(pool);
  }

  @Produces
  @Singleton
  RoleActors roles(Pool pool) {
    return new PostgresRoleActors(pool, "s3-replication");
  }

  @Produces
  @Singleton
  SettingTerms terms(
      Buckets buckets,
      RoleActors roles,
      ServiceRights rights,
      RemoteBuckets targets,
      EventTargets listeners) {
    return new NotificationTerms(listeners, new ReplicationTerms(buckets, roles, rights, targets));
  }

  @Produces
  @Singleton
  RemoteBuckets targets(StrongroomConfig config, InstantSource clock) {
    return config
        .replication()
        .targets()
        .map(
            file ->
                TargetFile.atStart(
                    file, () -> ReplicationTargets.read(file, config.mountedSecrets(), clock)))
        .orElseGet(RemoteBuckets::none);
  }

  @Produces
  @Singleton
  Destinations destinations(
      Replicas replicas, RemoteBuckets targets, JobBeans.Background background, Workers workers) {
    return new Destinations(
        background.parts(),
        new Destinations.Keepers(replicas, targets),
        S3Vocabulary.rules(),
        workers);
  }

  @Produces
  @Singleton
  Replicator replicator(
      ObjectOutbox outbox,
      RoleActors roles,
      Destinations destinations,
      JobBeans.Background background,
      ReplicationSettings settings) {
    return new Replicator(
        new Replicator.Work(outbox, roles),
        destinations,
        background.parts(),
        settings.patience(),
        settings.meter());
  }

  /** How copies are made, and who is told. */
  record ReplicationSettings(Replicator.Patience patience, ReplicationMetrics meter) {}

  @Produces
  @Singleton
  ReplicationSettings settings(StrongroomConfig config, ReplicationMetrics meter) {
    ReplicationConfig replication = config.replication();
    return new ReplicationSettings(
        new Replicator.Patience(replication.lease(), replication.retryFor()), meter);
  }
}
