package io.strongroom.runtime.wiring;

import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.job.Courtesy;
import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobHands;
import io.strongroom.domain.job.JobListings;
import io.strongroom.domain.job.JobReports;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.job.ReportSigner;
import io.strongroom.domain.job.ScheduledJobs;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.port.ReportKeys;
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
  CreateJob.Parts parts(Jobs jobs, Buckets buckets, ServiceRights rights) {
    return new CreateJob.Parts(jobs, buckets, rights);
  }

  @Produces
  @Singleton
  JobListings listings(Pool pool, Patient patient, Workers workers) {
    Assembly parts = patient.assembly();
    return new JobListings(
        parts.storedObjects(), parts.opener(), new PostgresJobObjects(pool), workers);
  }

  @Produces
  @Singleton
  CreateJob createJob(
      CreateJob.Parts parts, JobListings listings, Assembly assembly, ServiceKeys keys) {
    return new CreateJob(parts, assembly.keyNames(), keys, listings, assembly.clock());
  }

  @Produces
  @Singleton
  DescribeKeyUsage keyUsage(KeyInventory inventory, CreateJob.Parts parts, Assembly assembly) {
    return new DescribeKeyUsage(inventory, parts.buckets(), assembly.keyNames(), parts.rights());
  }

  @Produces
  @Singleton
  JobDesk desk(CreateJob.Parts parts) {
    return new JobDesk(parts.jobs(), parts.rights());
  }

  @Produces
  @Singleton
  JobReports reports(Pool pool, IdentitySeals seals, Workers workers, Jobs jobs, JobDesk desk) {
    ReportKeys keys = new PostgresReportKeys(pool);
    ReportSigner signer =
        new ReportSigner(
            keys, new PostgresAccessKeys(pool, InstantSource.system()), seals, workers);
    return new JobReports(jobs, desk, signer, keys);
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
  record Patient(Assembly assembly) {}

  @Produces
  @Singleton
  Patient patient(
      LazyStorage storage,
      BackgroundKeys keys,
      Authorizer authorizer,
      Workers workers,
      InstantSource clock) {
    return new Patient(new Assembly(storage, keys, authorizer, workers, clock));
  }

  @Produces
  @Singleton
  JobHands hands(Patient patient) {
    return patient.assembly().jobHands(S3Vocabulary.rules());
  }

  @Produces
  @Singleton
  ScheduledJobs.Parts scheduleParts(
      Pool pool, Jobs jobs, KeyInventory inventory, JobActors actors) {
    return new ScheduledJobs.Parts(jobs, new PostgresJobSchedules(pool, jobs), inventory, actors);
  }

  @Produces
  @Singleton
  ScheduledJobs scheduled(ScheduledJobs.Parts parts, Patient patient, JobMetrics metrics) {
    return new ScheduledJobs(
        parts, patient.assembly().keyService(), metrics, patient.assembly().clock());
  }

  @Produces
  @Singleton
  Courtesy courtesy() {
    return new Courtesy();
  }

  @Produces
  @Singleton
  JobWorker.Manners manners(JobMetrics metrics, Courtesy courtesy) {
    return new JobWorker.Manners(metrics, courtesy);
  }

  @Produces
  @Singleton
  JobWorker worker(
      Jobs jobs,
      JobActors actors,
      JobHands hands,
      JobWorker.Manners manners,
      StrongroomConfig config) {
    return new JobWorker(jobs, actors, hands, manners, config.jobs().lease());
  }
}
