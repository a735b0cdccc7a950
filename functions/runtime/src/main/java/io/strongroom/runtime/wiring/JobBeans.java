package io.strongroom.runtime.wiring;

import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.assembly.JobAssembly;
import io.strongroom.domain.assembly.JobPorts;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.job.Courtesy;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.job.ScheduledJobs;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.Workers;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.protocol.http.Signers;
import io.strongroom.protocol.s3.S3Vocabulary;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.storage.identity.PostgresAccessKeys;
import io.strongroom.storage.metadata.PostgresJobObjects;
import io.strongroom.storage.metadata.PostgresJobSchedules;
import io.strongroom.storage.metadata.PostgresJobs;
import io.strongroom.storage.metadata.PostgresReportKeys;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Work on many objects: where it is kept, and what does it. */
final class JobBeans {

  @Produces
  @Singleton
  Jobs jobs(Pool pool, StrongroomConfig config) {
    return new PostgresJobs(pool, config.jobs().sliceOf());
  }

  @Produces
  @Singleton
  JobActors actors(Signers signers, Workers workers) {
    return accessKeyId ->
        workers.call(() -> signers.signer(accessKeyId).map(Signers.Signer::identity));
  }

  @Produces
  @Singleton
  JobPorts ports(
      Pool pool,
      Jobs jobs,
      KeyInventory inventory,
      JobActors actors,
      Instance<ColumnFiles> columns) {
    return new JobPorts(
        jobs,
        new PostgresJobObjects(pool),
        new PostgresJobSchedules(pool, jobs),
        inventory,
        actors,
        new PostgresReportKeys(pool),
        new PostgresAccessKeys(pool, InstantSource.system()),
        columns.isResolvable() ? columns.get() : ColumnFiles.none());
  }

  @Produces
  @Singleton
  @Typed(BackgroundKeys.class)
  BackgroundKeys keys(
      KmsServices services,
      ServiceKeys keys,
      KeyRights rights,
      StrongroomConfig config,
      KmsEvents events) {
    return new BackgroundKeys(
        services.background(),
        KmsClients.bucketKeys(
            services.background(),
            KmsLimits.bucketKeys(config.keyService().bucketKeys(), keys.service()),
            InstantSource.system(),
            events),
        keys,
        rights);
  }

  void close(@Disposes BackgroundKeys keys) {
    keys.close();
  }

  /** The parts of operations, with keys for work that nobody waits for. */
  record Background(Assembly parts) {}

  @Produces
  @Singleton
  Background background(
      LazyStorage storage,
      BackgroundKeys keys,
      Authorizer authorizer,
      Workers workers,
      InstantSource clock) {
    return new Background(new Assembly(storage, keys, authorizer, workers, clock));
  }

  @Produces
  @Singleton
  JobAssembly assembly(
      JobPorts ports, Assembly asked, Background background, ServiceRights rights) {
    return new JobAssembly(ports, asked, background.parts(), rights);
  }

  @Produces
  @Singleton
  ScheduledJobs scheduled(JobAssembly jobs, JobMetrics metrics) {
    return jobs.scheduled(metrics);
  }

  @Produces
  @Singleton
  Courtesy courtesy() {
    return new Courtesy();
  }

  @Produces
  @Singleton
  JobWorker worker(
      JobAssembly jobs, JobMetrics metrics, Courtesy courtesy, StrongroomConfig config) {
    return jobs.worker(
        S3Vocabulary.rules(), new JobWorker.Manners(metrics, courtesy), config.jobs().lease());
  }
}
