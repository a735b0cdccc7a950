package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.Place;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.testing.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What jobs select. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class JobSelectionTest extends JobsOnPostgres {

  private JobSelection with(JobSelection.Traits traits) {
    return new JobSelection(Optional.empty(), Optional.empty(), "", traits);
  }

  private JobSelection tagged(Tag... tags) {
    return new JobSelection(
        Optional.empty(),
        Optional.of(bucket),
        "",
        new JobSelection.Traits(
            Optional.empty(), Optional.empty(), Optional.empty(), List.of(tags), Optional.empty()));
  }

  private void tag(String key, Tag... tags) {
    await(
        store
            .ports()
            .objects()
            .change(record(key).versionRef(), new VersionChange.Tags(List.of(tags))));
  }

  private Jobs.Counted counted(JobSelection selection) {
    return await(jobs.count(JobFixture.ACCOUNT, selection, Place.START, 100));
  }

  @Test
  void select_byTags_thoseThatHaveAllOfThem() {
    put(4, JobFixture.kms("a", false));
    tag("k001", new Tag("class", "secret"), new Tag("team", "x"));
    tag("k002", new Tag("class", "secret"));
    tag("k003", new Tag("class", "open"), new Tag("secret", "class"));
    JobSelection secret = tagged(new Tag("class", "secret"));
    Job job = begun(secret, new JobTask.Verify());

    work(fixture.worker(jobs, LONG));

    assertThat(counted(secret).versions()).isEqualTo(2);
    assertThat(counts(course(job))).containsOnly(entry("VERIFIED ", 2L));
    assertThat(counted(tagged(new Tag("class", "secret"), new Tag("team", "x"))).versions())
        .isEqualTo(1);
    assertThat(await(jobs.find(job.id())).orElseThrow().selection()).isEqualTo(secret);
  }

  @Test
  void select_byList_currentOnesAndNamedVersionsAndNothingElse() {
    await(store.ports().buckets().setVersioning(bucket, Versioning.ENABLED));
    put("a", JobFixture.kms("a", false));
    VersionId first = record("a").version();
    put("a", JobFixture.kms("a", false));
    put("b", JobFixture.kms("a", false));
    put("c", JobFixture.kms("a", false));
    JobSelection.Listing listing =
        listed(
            List.of(
                wanted("b"),
                wanted("b"),
                new Wanted(Records.ref(bucket, "a"), Optional.of(first)),
                wanted("is-not-there"),
                new Wanted(
                    Records.ref(bucket, "c"),
                    Optional.of(new VersionId("0123456789abcdef0123456789abcdef")))));
    JobSelection selection = with(JobSelection.Traits.ANY.on(listing));

    assertThat(listing.missing()).isEqualTo(2);
    assertThat(counted(selection).versions()).isEqualTo(2);
    Job job = begun(selection, JobFixture.to("b"));
    work(fixture.worker(jobs, LONG));

    assertThat(counts(course(job)))
        .containsOnly(entry("CHANGED ", 2L), entry("SKIPPED not-found", 2L));
    assertThat(
            query(
                "select version_id from objects.object_version where bucket = $1"
                    + " and wrapping_key_id = $2 order by key",
                row -> row.getString(0),
                bucket.value(),
                JobFixture.arn("b")))
        .containsExactly(first.value(), record("b").version().value());
  }

  @Test
  void select_listOfManySlices_eachOnceWhoeverDies() {
    List<String> keys = put(11, JobFixture.kms("a", false));
    List<Wanted> entries = new ArrayList<>();
    keys.forEach(key -> entries.add(wanted(key)));
    JobSelection selection =
        with(JobSelection.Traits.ANY.on(listed(entries)))
            .under(Optional.of(KmsKeyId.of(JobFixture.arn("a"))));
    Job job = begun(selection, JobFixture.to("b"));
    try {
      work(fixture.worker(WatchedJobs.dying(jobs, 5, true), Duration.ofMillis(20)));
    } catch (WatchedJobs.Killed expected) {
      // It died.
    }

    untilEnded(job);

    assertThat(counts(course(job))).containsOnly(entry("CHANGED ", 11L));
  }

  @Test
  void add_bucketOfAnotherAccount_namesNothing() {
    put("a", JobFixture.kms("a", false));
    PostgresJobObjects lists = new PostgresJobObjects(pool);
    String id = "job-" + UUID.randomUUID();
    await(lists.begin(id));

    assertThat(await(lists.add(id, AccountId.of("999999999999"), List.of(wanted("a")))))
        .isEqualTo(1);
    await(lists.drop(id));
  }

  private JobSelection.Listing listed(List<Wanted> entries) {
    PostgresJobObjects lists = new PostgresJobObjects(pool);
    String id = "job-" + UUID.randomUUID();
    await(lists.begin(id));
    return new JobSelection.Listing(id, await(lists.add(id, JobFixture.ACCOUNT, entries)));
  }
}
