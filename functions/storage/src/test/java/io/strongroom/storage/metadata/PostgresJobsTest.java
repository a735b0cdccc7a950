package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Place;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.testing.Records;
import io.strongroom.domain.testing.Store;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs on objects in PostgreSQL, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresJobsTest {

  private static final int SLICE = 4;
  private static final Duration LONG = Duration.ofMinutes(5);

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private JobFixture fixture;
  private Jobs jobs;
  private BucketName bucket;

  @BeforeEach
  void newBucket() {
    fixture = new JobFixture(store.ports());
    jobs = new PostgresJobs(pool, SLICE);
    bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
  }

  @AfterEach
  void endJobs() {
    for (Job job : await(jobs.list(Optional.empty(), 1000))) {
      await(
          jobs.change(
              job.id(),
              List.of(Job.State.ACTIVE, Job.State.PAUSED),
              Job.State.CANCELLED,
              Optional.empty()));
    }
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private Wanted wanted(String key) {
    return Wanted.current(Records.ref(bucket, key));
  }

  private void put(String key, EncryptionRequest encryption) {
    await(fixture.put(wanted(key), "text of " + key, encryption));
  }

  private List<String> put(int count, EncryptionRequest encryption) {
    List<String> keys = IntStream.range(0, count).mapToObj("k%03d"::formatted).toList();
    keys.forEach(key -> put(key, encryption));
    return keys;
  }

  private String text(String key) {
    return await(fixture.get(wanted(key), Optional.empty()));
  }

  private ObjectVersion record(String key) {
    return await(store.ports().objects().find(Records.ref(bucket, key))).orElseThrow();
  }

  private String keyOf(String key) {
    return record(key).encryption() instanceof EncryptionDescription.KmsManaged kms
        ? kms.keyId().text()
        : "none";
  }

  private Job begun(JobSelection selection, JobTask task) {
    Job job = JobFixture.job(selection, task);
    await(jobs.create(job));
    return job;
  }

  /** Until nothing is left that nobody holds. */
  private void work(JobWorker worker) {
    while (await(worker.work())) {
      // One more slice.
    }
  }

  private Job.Course course(Job job) {
    return await(jobs.find(job.id())).orElseThrow().course();
  }

  private static Map<String, Long> counts(Job.Course course) {
    return course.counts().stream()
        .collect(
            Collectors.toMap(count -> count.result() + " " + count.reason(), Job.Count::versions));
  }

  @Test
  void rewrap_keyToKey_nothingButTheWrappingChanges() {
    List<String> own = put(10, JobFixture.kms("a", false));
    put("shared", JobFixture.kms("a", true));
    put("other", JobFixture.kms("c", false));
    List<ObjectVersion> before = own.stream().map(this::record).toList();
    Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));

    work(fixture.worker(jobs, LONG));

    Job.Course course = course(job);
    assertThat(course.state()).isEqualTo(Job.State.DONE);
    assertThat(counts(course)).containsOnly(entry("CHANGED ", 11L));
    assertThat(course.digest()).hasSize(64);
    for (ObjectVersion was : before) {
      ObjectVersion is = record(was.ref().key().value());
      assertThat(is.content()).isEqualTo(was.content());
      assertThat(is.versionRef()).isEqualTo(was.versionRef());
      assertThat(is.metadata()).isEqualTo(was.metadata());
      assertThat(is.envelope()).isNotEqualTo(was.envelope());
      assertThat(keyOf(was.ref().key().value())).isEqualTo(JobFixture.arn("b"));
    }
    assertThat(keyOf("other")).isEqualTo(JobFixture.arn("c"));
    fixture.kms.disabled.add(JobFixture.arn("a"));
    own.forEach(key -> assertThat(text(key)).isEqualTo("text of " + key));
    assertThat(text("shared")).isEqualTo("text of shared");
  }

  @Test
  void rewrap_everythingInABucket_skipsAndCountsWhatTheRulesLeave() {
    await(store.ports().buckets().setVersioning(bucket, Versioning.ENABLED));
    put("kms", JobFixture.kms("a", false));
    put("there", JobFixture.kms("b", false));
    put("customer", new EncryptionRequest.CustomerProvided(Store.customerKey(1)));
    put("service", new EncryptionRequest.ServiceManaged());
    put("gone", JobFixture.kms("a", false));
    await(
        store
            .ports()
            .objects()
            .delete(wanted("gone"), new WriteCondition.Always(), Objects.Permit.any()));
    put("locked", JobFixture.kms("a", false));
    await(
        store
            .ports()
            .objects()
            .change(record("locked").versionRef(), new VersionChange.Hold(true)));
    Job job = begun(JobFixture.all(bucket), JobFixture.to("b"));

    work(fixture.worker(jobs, LONG));

    // The version behind the marker is one as well.
    assertThat(counts(course(job)))
        .containsOnly(
            entry("CHANGED ", 3L),
            entry("SKIPPED already", 1L),
            entry("SKIPPED customer-key", 1L),
            entry("SKIPPED delete-marker", 1L),
            entry("SKIPPED locked", 1L));
    assertThat(text("service")).isEqualTo("text of service");
    assertThat(keyOf("locked")).isEqualTo(JobFixture.arn("a"));
  }

  @Test
  void work_killedAtEachStep_nothingTwiceAndNothingForgotten() {
    int steps = 0;
    for (boolean afterwards : new boolean[] {false, true}) {
      for (int last = 1; last <= 12; last++) {
        bucket = Records.bucketName();
        await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
        List<String> keys = put(7, JobFixture.kms("a", last % 2 == 0));
        Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
        JobWorker dying =
            fixture.worker(WatchedJobs.dying(jobs, last, afterwards), Duration.ofMillis(20));
        try {
          work(dying);
        } catch (WatchedJobs.Killed killed) {
          steps++;
        }
        untilEnded(job);

        assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 7L));
        for (String key : keys) {
          assertThat(keyOf(key)).isEqualTo(JobFixture.arn("b"));
          assertThat(text(key)).isEqualTo("text of " + key);
        }
      }
    }
    assertThat(steps).isGreaterThan(12);
  }

  /** Works until it is over, as often as leases of others end. */
  private void untilEnded(Job job) {
    JobWorker worker = fixture.worker(jobs, LONG);
    while (course(job).state() == Job.State.ACTIVE) {
      work(worker);
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Test
  void rewrap_keyDisabledHalfWay_pausesAndGoesOnWhenItIsBack() {
    List<String> keys = put(10, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
    JobWorker worker = fixture.worker(jobs, LONG);
    await(worker.work());
    fixture.kms.disabled.add(JobFixture.arn("b"));
    work(worker);

    assertThat(course(job).state()).isEqualTo(Job.State.PAUSED);
    assertThat(course(job).reason())
        .hasValueSatisfying(why -> assertThat(why).contains("kms-disabled"));
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", (long) SLICE));
    assertThat(keys.stream().filter(key -> keyOf(key).equals(JobFixture.arn("a")))).hasSize(6);

    fixture.kms.disabled.clear();
    await(jobs.change(job.id(), List.of(Job.State.PAUSED), Job.State.ACTIVE, Optional.empty()));
    work(worker);
    assertThat(course(job).state()).isEqualTo(Job.State.DONE);
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 10L));
    keys.forEach(key -> assertThat(text(key)).isEqualTo("text of " + key));
  }

  @Test
  void rewrap_kmsThrottles_waitsAndSaysSo() {
    put(3, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
    JobWorker worker = fixture.worker(jobs, LONG);
    fixture.kms.throttling = true;
    work(worker);

    assertThat(course(job).state()).isEqualTo(Job.State.ACTIVE);
    assertThat(course(job).reason()).contains("the KMS throttles");
    assertThat(course(job).counts()).isEmpty();

    fixture.kms.throttling = false;
    untilEnded(job);
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 3L));
  }

  @Test
  void rewrap_objectsThatChangeMeanwhile_stayAsTheyBecame() {
    put("deleted", JobFixture.kms("a", false));
    put("locked", JobFixture.kms("a", false));
    put("plain", JobFixture.kms("a", false));
    put("written", JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
    JobWorker worker =
        fixture.worker(
            WatchedJobs.meddled(
                jobs,
                () ->
                    store
                        .ports()
                        .objects()
                        .delete(
                            wanted("deleted"), new WriteCondition.Always(), Objects.Permit.any())
                        .chain(
                            () ->
                                fixture.put(
                                    wanted("written"), "new text", JobFixture.kms("a", false)))
                        .chain(
                            () ->
                                store
                                    .ports()
                                    .objects()
                                    .change(
                                        Records.stored(
                                                Records.object(
                                                    Records.ref(bucket, "locked"),
                                                    UUID.randomUUID()))
                                            .versionRef(),
                                        new VersionChange.Hold(true)))
                        .replaceWithVoid()),
            LONG);
    work(worker);

    assertThat(counts(course(job)))
        .containsOnly(
            entry("CHANGED ", 1L),
            entry("SKIPPED gone", 1L),
            entry("SKIPPED locked", 1L),
            entry("SKIPPED changed-meanwhile", 1L));
    assertThat(text("written")).isEqualTo("new text");
    assertThat(text("locked")).isEqualTo("text of locked");
    assertThat(keyOf("plain")).isEqualTo(JobFixture.arn("b"));
  }

  @Test
  void rewrap_twoJobsOnTheSameObjects_eachIsChangedByOne() {
    List<String> keys = put(40, JobFixture.kms("a", false));
    Job one = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
    Job other = begun(JobFixture.under("a", bucket), JobFixture.to("c"));

    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(
          CompletableFuture.runAsync(
              () -> {
                untilEnded(one);
                untilEnded(other);
              }));
    }
    workers.forEach(worker -> worker.orTimeout(120, TimeUnit.SECONDS).join());

    long changed =
        course(one).versions(Job.Result.CHANGED) + course(other).versions(Job.Result.CHANGED);
    assertThat(changed).isEqualTo(40);
    assertThat(keys.stream().filter(key -> keyOf(key).equals(JobFixture.arn("b"))))
        .hasSize((int) course(one).versions(Job.Result.CHANGED));
    keys.forEach(key -> assertThat(text(key)).isEqualTo("text of " + key));
  }

  @Test
  void rewrap_sixteenClientsWriteMeanwhile_everyObjectIsReadAsItWasWrittenLast() {
    List<String> keys = put(60, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), JobFixture.to("b"));
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 16; client++) {
      int number = client;
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = number; i < keys.size(); i += 16) {
                  await(
                      fixture.put(
                          wanted(keys.get(i)),
                          "second text of " + keys.get(i),
                          JobFixture.kms("a", i % 2 == 0)));
                }
              }));
    }
    CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> untilEnded(job));
    clients.forEach(client -> client.orTimeout(120, TimeUnit.SECONDS).join());
    worker.orTimeout(120, TimeUnit.SECONDS).join();

    for (String key : keys) {
      assertThat(text(key)).isEqualTo("second text of " + key);
      assertThat(keyOf(key)).isIn(JobFixture.arn("a"), JobFixture.arn("b"));
    }
    assertThat(course(job).versions(Job.Result.FAILED)).isZero();
    long moved = keys.stream().filter(key -> keyOf(key).equals(JobFixture.arn("b"))).count();
    assertThat(course(job).versions(Job.Result.CHANGED)).isGreaterThanOrEqualTo(moved);
  }

  @Test
  void verify_damagedEnvelope_isFoundByName() {
    put(5, JobFixture.kms("a", false));
    put("service", new EncryptionRequest.ServiceManaged());
    await(
        Uni.createFrom()
            .completionStage(
                () ->
                    pool.preparedQuery(
                            "update objects.object_version set manifest = set_byte(manifest, 60,"
                                + " 255 - get_byte(manifest, 60)) where bucket = $1 and key = 'k003'")
                        .execute(Tuple.of(bucket.value()))
                        .toCompletionStage()));
    Job job = begun(JobFixture.all(bucket), new JobTask.Verify());

    work(fixture.worker(jobs, LONG));

    assertThat(counts(course(job)))
        .containsOnly(entry("VERIFIED ", 5L), entry("FAILED damaged", 1L));
    assertThat(await(jobs.findings(job.id(), 10)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.key()).isEqualTo("k003"));
  }

  @Test
  void claim_nothingSelected_endsTheJob() {
    Job job = begun(JobFixture.under("nothing", bucket), JobFixture.to("b"));

    assertThat(await(fixture.worker(jobs, LONG).work())).isFalse();
    assertThat(course(job).state()).isEqualTo(Job.State.DONE);
  }

  @Test
  void count_ofASelection_tellsCallsToTheKms() {
    put(3, JobFixture.kms("a", false));
    put("s1", JobFixture.kms("a", true));

    Jobs.Counted counted =
        await(jobs.count(JobFixture.ACCOUNT, JobFixture.under("a", bucket), Place.START, 100));

    assertThat(counted.versions()).isEqualTo(4);
    assertThat(counted.own()).isEqualTo(3);
    assertThat(counted.bucketKeys()).hasSize(1);
    assertThat(counted.last()).isEmpty();
  }
}
