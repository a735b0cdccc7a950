package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.Place;
import io.strongroom.domain.testing.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Jobs that erase, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ErasureJobsTest extends JobsOnPostgres {

  private JobSelection prefix(String prefix) {
    return new JobSelection(Optional.empty(), Optional.of(bucket), prefix, JobSelection.Traits.ANY);
  }

  private void delete(String key) {
    await(
        store
            .ports()
            .objects()
            .delete(wanted(key), new WriteCondition.Always(), Objects.Permit.any()));
  }

  private long rows(String prefix) {
    return query(
            "select count(*) from objects.object_version where bucket = $1 and starts_with(key, $2)",
            row -> row.getLong(0),
            bucket.value(),
            prefix)
        .getFirst();
  }

  @Test
  void erase_prefix_everyVersionOfItGoesWithItsWrapAndNothingBeside() {
    await(store.ports().buckets().setVersioning(bucket, Versioning.ENABLED));
    put("old/a", JobFixture.kms("a", false));
    put("old/a", JobFixture.kms("a", true));
    put("old/b", new EncryptionRequest.CustomerProvided(Store.customerKey(1)));
    delete("old/b");
    put("new/a", JobFixture.kms("a", false));
    List<UUID> blobs =
        query(
            "select unnest(blob_ids) from objects.object_version where bucket = $1"
                + " and starts_with(key, 'old/')",
            row -> row.getUUID(0),
            bucket.value());
    Job job = begun(prefix("old/"), new JobTask.Erase());

    work(fixture.worker(jobs, LONG));

    assertThat(course(job).state()).isEqualTo(Job.State.DONE);
    assertThat(counts(course(job))).containsOnly(entry("ERASED ", 4L));
    assertThat(rows("old/")).isZero();
    assertThat(blobs).hasSize(3).allSatisfy(blob -> assertThat(references(blob)).isZero());
    assertThat(text("new/a")).isEqualTo(textOf("new/a"));
  }

  @Test
  void erase_copyElsewhere_isReadAfterwards() {
    put("old/a", JobFixture.kms("a", false));
    UUID blob = record("old/a").manifest().blobIds().getFirst();
    // As a copy has it: another record that names the same blob.
    query(
        "insert into objects.object_version (bucket, key, version_id, is_latest, size, etag,"
            + " last_modified, system_metadata, user_metadata, encryption_mode, data_cipher,"
            + " envelope, manifest) select bucket, 'copy', version_id, is_latest, size, etag,"
            + " last_modified, system_metadata, user_metadata, encryption_mode, data_cipher,"
            + " envelope, manifest from objects.object_version where bucket = $1",
        row -> row,
        bucket.value());
    query("update objects.blob set refs = 2 where id = $1", row -> row, blob);
    begun(prefix("old/"), new JobTask.Erase());

    work(fixture.worker(jobs, LONG));

    assertThat(rows("old/")).isZero();
    assertThat(references(blob)).isEqualTo(1);
  }

  @Test
  void erase_lockedVersions_stayAndAreCountedBeforehand() {
    List<String> keys = put(6, JobFixture.kms("a", false));
    hold("k002");
    hold("k004");
    JobSelection selection = prefix("");

    Jobs.Counted counted = await(jobs.count(JobFixture.ACCOUNT, selection, Place.START, 100));
    Job job = begun(selection, new JobTask.Erase());
    work(fixture.worker(jobs, LONG));

    assertThat(counted.versions() + counted.aside().markers() - counted.aside().locked())
        .isEqualTo(4);
    assertThat(counts(course(job))).containsOnly(entry("ERASED ", 4L), entry("SKIPPED locked", 2L));
    assertThat(keys.stream().filter(key -> find(key).isPresent())).containsExactly("k002", "k004");
    assertThat(text("k002")).isEqualTo(textOf("k002"));
  }

  @Test
  void erase_killedAtEachStep_nothingTwiceAndNothingForgotten() {
    int steps = 0;
    for (boolean afterwards : new boolean[] {false, true}) {
      for (int last = 1; last <= 8; last++) {
        newBucket();
        put(7, JobFixture.kms("a", last % 2 == 0));
        List<UUID> blobs =
            query(
                "select unnest(blob_ids) from objects.object_version where bucket = $1",
                row -> row.getUUID(0),
                bucket.value());
        Job job = begun(prefix(""), new JobTask.Erase());
        JobWorker dying =
            fixture.worker(WatchedJobs.dying(jobs, last, afterwards), Duration.ofMillis(20));
        try {
          work(dying);
        } catch (WatchedJobs.Killed killed) {
          steps++;
        }
        untilEnded(job);

        assertThat(counts(course(job))).containsOnly(entry("ERASED ", 7L));
        assertThat(rows("")).isZero();
        assertThat(blobs).hasSize(7).allSatisfy(blob -> assertThat(references(blob)).isZero());
      }
    }
    assertThat(steps).isGreaterThan(8);
  }

  @Test
  void erase_whatIsWrittenOrLockedMeanwhile_stays() {
    put("deleted", JobFixture.kms("a", false));
    put("held", JobFixture.kms("a", false));
    put("plain", JobFixture.kms("a", false));
    put("written", JobFixture.kms("a", false));
    Job job = begun(prefix(""), new JobTask.Erase());
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
                        .chain(() -> holding("held"))
                        .replaceWithVoid()),
            LONG);
    work(worker);

    assertThat(counts(course(job)))
        .containsOnly(
            entry("ERASED ", 1L),
            entry("SKIPPED gone", 1L),
            entry("SKIPPED locked", 1L),
            entry("SKIPPED changed-meanwhile", 1L));
    assertThat(text("written")).isEqualTo("new text");
    assertThat(text("held")).isEqualTo(textOf("held"));
    assertThat(find("plain")).isEmpty();
  }
}
