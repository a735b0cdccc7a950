package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.domain.job.JobDesk;
import io.strongroom.domain.job.JobReports;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports of jobs, and what they are held against. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class JobReportsTest {

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private JobFixture fixture;
  private Jobs jobs;
  private JobReports reports;
  private BucketName bucket;

  @BeforeEach
  void newBucket() {
    fixture = new JobFixture(store.ports());
    jobs = new PostgresJobs(pool, 10);
    IdentitySeals seals =
        new IdentitySeals(
            fixture.parts::keyService,
            new ServiceKeys(KeyName.parse("managed"), KeyName.parse("service")));
    reports = JobsAssembled.of(pool, jobs, JobFixture.ACTORS, fixture.parts).reports(seals);
    forgetSigner();
    bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
  }

  /** Each test has a KMS of its own, which does not know the keys of others. */
  private void forgetSigner() {
    run("delete from objects.report_signer");
    run("delete from identity.sealing_key where not exists (select from identity.access_key)");
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private void run(String sql, Object... parameters) {
    await(
        Uni.createFrom()
            .completionStage(
                () ->
                    pool.preparedQuery(sql)
                        .execute(Tuple.wrap(new ArrayList<>(List.of(parameters))))
                        .toCompletionStage()));
  }

  private JobDesk.Which moved(int objects) {
    for (int i = 0; i < objects; i++) {
      await(
          fixture.put(
              Wanted.current(Records.ref(bucket, "k" + i)), "text", JobFixture.kms("a", false)));
    }
    Job job = JobFixture.job(JobFixture.under("a", bucket), JobFixture.to("b"));
    await(jobs.create(job));
    return new JobDesk.Which(JobFixture.ROOT, job.id());
  }

  private void work() {
    while (await(fixture.worker(jobs, Duration.ofMinutes(5)).work())) {
      // One more slice.
    }
  }

  private List<JobReports.Finding> check(String statement, WrappedKey signature) {
    return await(reports.check(new JobReports.Given(JobFixture.ROOT, statement, signature)));
  }

  private static List<String> failing(List<JobReports.Finding> findings) {
    return findings.stream()
        .filter(finding -> !finding.holds())
        .map(JobReports.Finding::what)
        .toList();
  }

  @Test
  void report_ofAJobThatEnded_holds() {
    JobDesk.Which which = moved(3);
    work();

    JobReports.Report report = await(reports.report(which));

    assertThat(report.statement())
        .contains("job: " + which.id(), "kind: rewrap", "count: changed - 3 12", "chain: ");
    List<JobReports.Finding> findings = check(report.statement(), report.signed().signature());
    assertThat(findings)
        .extracting(JobReports.Finding::what)
        .containsExactly("signature", "record", "chain", "left");
    assertThat(failing(findings)).isEmpty();
  }

  @Test
  void check_changedReport_failsWhereItLies() {
    JobDesk.Which which = moved(2);
    work();
    JobReports.Report report = await(reports.report(which));

    String lie = report.statement().replace("changed - 2", "changed - 3");
    assertThat(failing(check(lie, report.signed().signature())))
        .containsExactly("signature", "record");
  }

  @Test
  void check_versionThatIsUnderTheOldKeyStill_isMissed() {
    JobDesk.Which which = moved(2);
    work();
    JobReports.Report report = await(reports.report(which));
    run(
        "update objects.object_version set wrapping_key_id = $1 where bucket = $2 and key = 'k1'",
        JobFixture.arn("a"),
        bucket.value());

    assertThat(failing(check(report.statement(), report.signed().signature())))
        .containsExactly("left");
  }

  @Test
  void report_whileTheJobGoesOn_refused() {
    JobDesk.Which which = moved(1);

    assertThatThrownBy(() -> await(reports.report(which)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isInstanceOf(JobError.NotInState.class));
    work();
  }
}
