package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.testing.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Jobs that seal data again, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ResealJobsTest extends JobsOnPostgres {

  private static final JobTask TO_SM4 = JobFixture.resealing("b", DataCipher.SM4);

  private String keyOf(String key) {
    return record(key).encryption() instanceof EncryptionDescription.KmsManaged kms
        ? kms.keyId().text()
        : "none";
  }

  @Test
  void reEncrypt_anotherCipher_newBlobsAndNothingElseChanges() {
    List<String> keys = put(10, JobFixture.kms("a", false));
    List<ObjectVersion> before = keys.stream().map(this::record).toList();
    Job job = begun(JobFixture.under("a", bucket), TO_SM4);

    work(fixture.worker(jobs, LONG));

    assertThat(course(job).state()).isEqualTo(Job.State.DONE);
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 10L));
    fixture.kms.disabled.add(JobFixture.arn("a"));
    for (ObjectVersion was : before) {
      String key = was.ref().key().value();
      ObjectVersion is = record(key);
      assertThat(is.envelope().suite()).isEqualTo(Suite.SM4_GCM);
      assertThat(is.lastModified()).isEqualTo(was.lastModified());
      assertThat(is.versionRef()).isEqualTo(was.versionRef());
      assertThat(is.metadata()).isEqualTo(was.metadata());
      assertThat(is.size()).isEqualTo(was.size());
      assertThat(text(key)).isEqualTo(textOf(key));
      assertThat(references(is.manifest().blobIds().getFirst())).isEqualTo(1);
      assertThat(references(was.manifest().blobIds().getFirst())).isZero();
    }
  }

  @Test
  void reEncrypt_again_everyVersionGetsANewKeyUnderTheOneItHas() {
    List<String> keys = put(3, JobFixture.kms("a", true));
    List<ObjectVersion> before = keys.stream().map(this::record).toList();
    Job job =
        begun(JobFixture.all(bucket), new JobTask.ReEncrypt(Optional.empty(), Optional.empty()));

    work(fixture.worker(jobs, LONG));

    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 3L));
    for (ObjectVersion was : before) {
      ObjectVersion is = record(was.ref().key().value());
      assertThat(is.encryption()).isEqualTo(was.encryption());
      assertThat(is.manifest()).isNotEqualTo(was.manifest());
      assertThat(text(was.ref().key().value())).isEqualTo(textOf(was.ref().key().value()));
    }
  }

  @Test
  void reEncrypt_everythingInABucket_skipsAndCountsWhatTheRulesLeave() {
    put("kms", JobFixture.kms("a", false));
    put("customer", new EncryptionRequest.CustomerProvided(Store.customerKey(1)));
    put("service", new EncryptionRequest.ServiceManaged());
    put("locked", JobFixture.kms("a", false));
    hold("locked");
    ObjectVersion locked = record("locked");
    Job job =
        begun(
            JobFixture.all(bucket),
            new JobTask.ReEncrypt(Optional.empty(), Optional.of(DataCipher.SM4)));

    work(fixture.worker(jobs, LONG));

    assertThat(counts(course(job)))
        .containsOnly(
            entry("CHANGED ", 1L),
            entry("SKIPPED customer-key", 1L),
            entry("SKIPPED locked", 1L),
            entry("SKIPPED needs-kms-key", 1L));
    assertThat(record("locked")).isEqualTo(locked);

    Job again =
        begun(
            JobFixture.under("a", bucket),
            new JobTask.ReEncrypt(Optional.empty(), Optional.of(DataCipher.SM4)));
    work(fixture.worker(jobs, LONG));
    assertThat(counts(course(again)))
        .containsOnly(entry("SKIPPED already", 1L), entry("SKIPPED locked", 1L));
  }

  @Test
  void reEncrypt_serviceKeyToKmsKey_movesTheMode() {
    put("service", new EncryptionRequest.ServiceManaged());
    Job job = begun(JobFixture.all(bucket), TO_SM4);

    work(fixture.worker(jobs, LONG));

    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 1L));
    assertThat(keyOf("service")).isEqualTo(JobFixture.arn("b"));
    assertThat(text("service")).isEqualTo(textOf("service"));
  }

  @Test
  void reEncrypt_killedAtEachStep_nothingTwiceAndNothingForgotten() {
    int steps = 0;
    for (boolean afterwards : new boolean[] {false, true}) {
      for (int last = 1; last <= 12; last++) {
        newBucket();
        List<String> keys = put(7, JobFixture.kms("a", last % 2 == 0));
        List<UUID> old =
            keys.stream().map(key -> record(key).manifest().blobIds().getFirst()).toList();
        Job job = begun(JobFixture.under("a", bucket), TO_SM4);
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
          assertThat(text(key)).isEqualTo(textOf(key));
          assertThat(references(record(key).manifest().blobIds().getFirst())).isEqualTo(1);
        }
        assertThat(old).allSatisfy(blob -> assertThat(references(blob)).isZero());
      }
    }
    assertThat(steps).isGreaterThan(12);
  }

  @Test
  void reEncrypt_objectsThatChangeMeanwhile_stayAsTheyBecameAndLeaveNoBlob() {
    put("deleted", JobFixture.kms("a", false));
    put("held", JobFixture.kms("a", false));
    put("plain", JobFixture.kms("a", false));
    put("written", JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), TO_SM4);
    JobWorker worker =
        fixture.worker(
            new WatchedJobs(
                jobs,
                step ->
                    step == 3
                        ? store
                            .ports()
                            .objects()
                            .delete(
                                wanted("deleted"),
                                new WriteCondition.Always(),
                                Objects.Permit.any())
                            .chain(
                                () ->
                                    fixture.put(
                                        wanted("written"),
                                        "new text" + LONG_TEXT,
                                        JobFixture.kms("a", false)))
                            .chain(() -> holding("held"))
                            .replaceWithVoid()
                        : Uni.createFrom().voidItem(),
                step -> Uni.createFrom().voidItem()),
            LONG);
    work(worker);

    assertThat(counts(course(job)))
        .containsOnly(
            entry("CHANGED ", 1L),
            entry("SKIPPED gone", 1L),
            entry("SKIPPED locked", 1L),
            entry("SKIPPED changed-meanwhile", 1L));
    assertThat(text("written")).isEqualTo("new text" + LONG_TEXT);
    assertThat(text("held")).isEqualTo(textOf("held"));
    assertThat(keyOf("plain")).isEqualTo(JobFixture.arn("b"));
    // What was sealed in vain is gone, but for blobs that records named until a moment ago.
    assertThat(strayBlobs()).allSatisfy(blob -> assertThat(references(blob)).isZero());
  }

  @Test
  void reEncrypt_twoJobsOnTheSameObjects_everyOneIsReadAfterwards() {
    List<String> keys = put(24, JobFixture.kms("a", false));
    Job one = begun(JobFixture.under("a", bucket), TO_SM4);
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

    assertThat(
            course(one).versions(Job.Result.CHANGED) + course(other).versions(Job.Result.CHANGED))
        .isEqualTo(24);
    assertThat(keys.stream().filter(key -> keyOf(key).equals(JobFixture.arn("b"))))
        .hasSize((int) course(one).versions(Job.Result.CHANGED));
    fixture.kms.disabled.add(JobFixture.arn("a"));
    keys.forEach(key -> assertThat(text(key)).isEqualTo(textOf(key)));
    assertThat(strayBlobs()).allSatisfy(blob -> assertThat(references(blob)).isZero());
  }

  @Test
  void reEncrypt_sixteenClientsWriteMeanwhile_everyObjectIsReadAsItWasWrittenLast() {
    List<String> keys = put(48, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), TO_SM4);
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
                          "second " + textOf(keys.get(i)),
                          JobFixture.kms("a", i % 2 == 0)));
                }
              }));
    }
    CompletableFuture<Void> worker = CompletableFuture.runAsync(() -> untilEnded(job));
    clients.forEach(client -> client.orTimeout(120, TimeUnit.SECONDS).join());
    worker.orTimeout(120, TimeUnit.SECONDS).join();

    for (String key : keys) {
      assertThat(text(key)).isEqualTo("second " + textOf(key));
      assertThat(keyOf(key)).isIn(JobFixture.arn("a"), JobFixture.arn("b"));
      assertThat(references(record(key).manifest().blobIds().getFirst())).isEqualTo(1);
    }
    assertThat(course(job).versions(Job.Result.FAILED)).isZero();
    assertThat(strayBlobs()).allSatisfy(blob -> assertThat(references(blob)).isZero());
  }

  @Test
  void reEncrypt_kmsAnswersFiveCallsAtATime_nothingIsLostTwiceOrLeftBehind() {
    List<String> keys = put(12, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), TO_SM4);
    JobWorker worker = fixture.worker(jobs, LONG);
    int rounds = 0;
    while (course(job).state() == Job.State.ACTIVE && rounds++ < 60) {
      fixture.kms.left.set(5);
      work(worker);
      query("update objects.job_slice set free_at = now() where job_id = $1", row -> row, job.id());
    }
    fixture.kms.left.set(Integer.MAX_VALUE);

    assertThat(rounds).isGreaterThan(3);
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 12L));
    keys.forEach(key -> assertThat(text(key)).isEqualTo(textOf(key)));
    assertThat(strayBlobs()).allSatisfy(blob -> assertThat(references(blob)).isZero());
  }

  @Test
  void reEncrypt_keyDisabledHalfWay_pausesAndGoesOnWhenItIsBack() {
    List<String> keys = put(10, JobFixture.kms("a", false));
    Job job = begun(JobFixture.under("a", bucket), TO_SM4);
    JobWorker worker = fixture.worker(jobs, LONG);
    await(worker.work());
    fixture.kms.disabled.add(JobFixture.arn("b"));
    work(worker);

    assertThat(course(job).state()).isEqualTo(Job.State.PAUSED);
    assertThat(keys.stream().filter(key -> keyOf(key).equals(JobFixture.arn("a")))).hasSize(6);
    fixture.kms.disabled.clear();
    await(jobs.change(job.id(), List.of(Job.State.PAUSED), Job.State.ACTIVE, Optional.empty()));
    work(worker);
    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 10L));
    keys.forEach(key -> assertThat(text(key)).isEqualTo(textOf(key)));
    assertThat(strayBlobs()).allSatisfy(blob -> assertThat(references(blob)).isZero());
  }
}
