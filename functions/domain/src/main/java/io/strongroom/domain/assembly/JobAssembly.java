package io.strongroom.domain.assembly;

import io.strongroom.domain.access.ServiceRights;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.job.CreateJob;
import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobHands;
import io.strongroom.domain.job.JobListings;
import io.strongroom.domain.job.JobMeter;
import io.strongroom.domain.job.JobReports;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.job.ReportSigner;
import io.strongroom.domain.job.ScheduledJobs;
import java.time.Duration;

/**
 * The operations on jobs and what works on them, put together from the ports. Whoever asks gets new
 * ones. Thread-safe.
 */
public final class JobAssembly {

  private final JobPorts ports;
  private final Assembly asked;
  private final Assembly background;
  private final ServiceRights rights;

  /**
   * @param asked with the keys of whoever waits for an answer
   * @param background with those of work that nobody waits for
   */
  public JobAssembly(JobPorts ports, Assembly asked, Assembly background, ServiceRights rights) {
    this.ports = ports;
    this.asked = asked;
    this.background = background;
    this.rights = rights;
  }

  public CreateJob creation() {
    return new CreateJob(
        new CreateJob.Parts(ports.jobs(), asked.storage().buckets(), rights),
        asked.keyNames(),
        asked.serviceKeys(),
        new JobListings(
            background.storedObjects(), background.opener(), ports.objects(), background.workers()),
        asked.clock());
  }

  public DescribeKeyUsage keyUsage() {
    return new DescribeKeyUsage(
        ports.inventory(), asked.storage().buckets(), asked.keyNames(), rights);
  }

  public JobDesk desk() {
    return new JobDesk(ports.jobs(), rights);
  }

  /**
   * @param seals that keep the key of reports
   */
  public JobReports reports(IdentitySeals seals) {
    ReportSigner signer =
        new ReportSigner(ports.reportKeys(), ports.secrets(), seals, asked.workers());
    return new JobReports(ports.jobs(), desk(), signer, ports.reportKeys());
  }

  /**
   * @param rules by which jobs write files
   * @param hold how long a slice is held without a sign of life
   */
  public JobWorker worker(WriteRules rules, JobWorker.Manners manners, Duration hold) {
    JobHands hands = background.jobHands(rules, ports.columns());
    return new JobWorker(ports.jobs(), ports.actors(), hands, manners, hold);
  }

  public ScheduledJobs scheduled(JobMeter meter) {
    return new ScheduledJobs(
        new ScheduledJobs.Parts(ports.jobs(), ports.schedules(), ports.inventory(), ports.actors()),
        background.keyService(),
        meter,
        background.clock());
  }
}
