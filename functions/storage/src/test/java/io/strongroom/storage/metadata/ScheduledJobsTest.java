package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.job.JobMeter;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.job.ScheduledJobs;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.InventoryFormat;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.testing.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that come again by themselves, and those that keep a pace. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ScheduledJobsTest extends JobsOnPostgres {

  private static final Duration DAYS = Duration.ofDays(30);

  private final List<Job> late = new ArrayList<>();
  private InstantSource clock = InstantSource.system();

  @BeforeEach
  void forgetSchedules() {
    query("delete from objects.job_schedule", row -> row);
    query("update objects.job set schedule = null", row -> row);
  }

  private ScheduledJobs scheduled() {
    return new ScheduledJobs(
        new ScheduledJobs.Parts(
            jobs,
            new PostgresJobSchedules(pool, jobs),
            new PostgresKeyInventory(pool),
            accessKeyId ->
                Uni.createFrom()
                    .item(
                        accessKeyId.equals("AKIA")
                            ? Optional.of(JobFixture.ROOT.identity())
                            : Optional.empty())),
        fixture.parts.keyService(),
        new JobMeter() {
          @Override
          public void noted(List<JobItem.Outcome> outcomes) {}

          @Override
          public void waiting() {}

          @Override
          public void yielding() {}

          @Override
          public void late(Job job) {
            late.add(job);
          }
        },
        () -> clock.instant());
  }

  private void look(Optional<Duration> scrub, Optional<Duration> rekey) {
    await(scheduled().look(new ScheduledJobs.Wish("AKIA", scrub, rekey)));
  }

  private List<Job> made() {
    return await(jobs.list(Optional.empty(), 1000)).stream()
        .filter(job -> job.timing().schedule().isPresent())
        .toList();
  }

  private void due() {
    query("update objects.job_schedule set due_at = now() - interval '1 second'", row -> row);
  }

  @Test
  void look_scrub_oneJobAtATimeAndTheNextWhenItIsDue() {
    put(3, JobFixture.kms("a", false));
    List<CompletableFuture<Void>> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(CompletableFuture.runAsync(() -> look(Optional.of(DAYS), Optional.empty())));
    }
    processes.forEach(process -> process.orTimeout(60, TimeUnit.SECONDS).join());

    assertThat(made()).hasSize(1);
    Job scrub = made().getFirst();
    assertThat(scrub.task()).isEqualTo(new JobTask.Verify());
    assertThat(scrub.timing().bytesPerSecond()).isPresent();

    due();
    look(Optional.of(DAYS), Optional.empty());
    assertThat(made()).hasSize(1);

    await(jobs.change(scrub.id(), List.of(Job.State.ACTIVE), Job.State.DONE, Optional.empty()));
    look(Optional.of(DAYS), Optional.empty());
    assertThat(made()).hasSize(2);
    look(Optional.of(DAYS), Optional.empty());
    assertThat(made()).hasSize(2);
  }

  @Test
  void look_jobThatDoesNotEndInTime_isTold() {
    look(Optional.of(DAYS), Optional.empty());
    clock = () -> Instant.now().plus(DAYS).plusSeconds(60);
    look(Optional.of(DAYS), Optional.empty());

    assertThat(late).singleElement().satisfies(job -> assertThat(made()).contains(job));
  }

  @Test
  void look_accessKeyThatMayNotBeUsed_makesNothing() {
    await(scheduled().look(new ScheduledJobs.Wish("AKIB", Optional.of(DAYS), Optional.of(DAYS))));

    assertThat(made()).isEmpty();
  }

  @Test
  void work_atAPace_readsNoFaster() {
    List<String> keys = put(12, JobFixture.kms("a", false));
    Job job = JobFixture.job(JobFixture.all(bucket), new JobTask.Verify());
    Job paced =
        new Job(
            job.id(),
            job.selection(),
            job.task(),
            job.maker(),
            job.estimate(),
            new Job.Timing(Optional.empty(), Optional.of(1L)),
            job.course());
    await(jobs.create(paced));
    JobWorker worker = fixture.worker(jobs, LONG);

    assertThat(await(worker.work())).isTrue();
    assertThat(await(worker.work())).isFalse();
    long first = course(paced).versions(Job.Result.VERIFIED);
    assertThat(first).isBetween(1L, (long) SLICE);

    int rounds = 0;
    while (course(paced).state() == Job.State.ACTIVE && rounds++ < 100) {
      query(
          "update objects.job_cut set paced_until = now() - interval '1 second' where job_id = $1",
          row -> row,
          paced.id());
      query(
          "update objects.job_slice set free_at = now() where job_id = $1", row -> row, paced.id());
      await(worker.work());
    }
    assertThat(counts(course(paced))).containsOnly(entry("VERIFIED ", (long) keys.size()));
  }

  @Test
  void look_keyIsRotated_whatItWrapsIsWrappedAnewOnce() {
    fixture.kms.materials.put(JobFixture.arn("rotating"), "first");
    List<String> keys = put(3, JobFixture.kms("rotating", false));
    keys.forEach(key -> record(key));
    List<ObjectVersion> before = keys.stream().map(this::record).toList();
    look(Optional.empty(), Optional.of(DAYS));
    look(Optional.empty(), Optional.of(DAYS));
    assertThat(made()).isEmpty();

    fixture.kms.materials.put(JobFixture.arn("rotating"), "second");
    look(Optional.empty(), Optional.of(DAYS));
    // Keys of buckets are in use for a while.
    look(Optional.empty(), Optional.of(DAYS));
    assertThat(made()).isEmpty();
    due();
    look(Optional.empty(), Optional.of(DAYS));
    due();
    look(Optional.empty(), Optional.of(DAYS));

    assertThat(made()).hasSize(1);
    Job job = made().getFirst();
    work(fixture.worker(jobs, LONG));
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 3L));
    for (ObjectVersion was : before) {
      ObjectVersion is = record(was.ref().key().value());
      assertThat(is.encryption()).isEqualTo(was.encryption());
      assertThat(is.envelope()).isNotEqualTo(was.envelope());
      assertThat(is.content()).isEqualTo(was.content());
      assertThat(text(was.ref().key().value())).isEqualTo(textOf(was.ref().key().value()));
    }
  }

  @Test
  void inventory_writesEveryVersionIntoFiles_alsoWhenItsWorkerDies() {
    List<String> keys = put(9, JobFixture.kms("a", false));
    put("a, \"b\"\n", JobFixture.kms("a", true));
    BucketName into = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(into)));
    Job job =
        begun(JobFixture.all(bucket), new JobTask.Inventory(into, "inv/", InventoryFormat.CSV));
    jobs = new PostgresJobs(pool, 1);
    try {
      work(fixture.worker(WatchedJobs.dying(jobs, 3, false), Duration.ofMillis(20)));
    } catch (WatchedJobs.Killed expected) {
      // Between the file and its note.
    }
    untilEnded(job);

    assertThat(counts(course(job))).containsOnly(entry("LISTED ", (long) keys.size() + 1));
    List<String> lines = new ArrayList<>();
    query(
            "select key from objects.object_version where bucket = $1 order by key",
            row -> row.getString(0),
            into.value())
        .forEach(
            file -> {
              assertThat(file).startsWith("inv/" + job.id() + "/").endsWith(".csv");
              List<String> all =
                  await(fixture.get(Wanted.current(Records.ref(into, file)), Optional.empty()))
                      .lines()
                      .toList();
              assertThat(all.getFirst()).startsWith("\"Bucket\",\"Key\",\"VersionId\"");
              lines.addAll(all.subList(1, all.size()));
            });
    assertThat(lines).hasSize(keys.size() + 1).doesNotHaveDuplicates();
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(
                        "\"a%2C+%22b%22%0A\"", "\"SSE-KMS\",\"ENABLED\"", JobFixture.arn("a")));
  }
}
