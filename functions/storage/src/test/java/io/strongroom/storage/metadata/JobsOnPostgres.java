package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.job.JobWorker;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of jobs on objects in PostgreSQL have in common. */
abstract class JobsOnPostgres {

  static final int SLICE = 4;
  static final Duration LONG = Duration.ofMinutes(5);

  /** Behind each key, so that it makes a blob. */
  static final String LONG_TEXT = "0123456789".repeat(50);

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  JobFixture fixture;
  Jobs jobs;
  BucketName bucket;

  @BeforeEach
  void begin() {
    fixture = new JobFixture(store.ports());
    jobs = new PostgresJobs(pool, SLICE);
    newBucket();
  }

  void newBucket() {
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

  <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  Wanted wanted(String key) {
    return Wanted.current(Records.ref(bucket, key));
  }

  void put(String key, EncryptionRequest encryption) {
    await(fixture.put(wanted(key), textOf(key), encryption));
  }

  /** Every second one makes a blob, the others rest beside their record. */
  List<String> put(int count, EncryptionRequest encryption) {
    List<String> keys = IntStream.range(0, count).mapToObj("k%03d"::formatted).toList();
    keys.forEach(key -> put(key, encryption));
    return keys;
  }

  static String textOf(String key) {
    return "text of " + key + (key.hashCode() % 2 == 0 ? LONG_TEXT : "");
  }

  String text(String key) {
    return await(fixture.get(wanted(key), Optional.empty()));
  }

  ObjectVersion record(String key) {
    return find(key).orElseThrow();
  }

  Optional<ObjectVersion> find(String key) {
    return await(store.ports().objects().find(Records.ref(bucket, key)));
  }

  void hold(String key) {
    await(holding(key));
  }

  /** A version without an id is put on hold. */
  Uni<?> holding(String key) {
    return store
        .ports()
        .objects()
        .change(new VersionRef(wanted(key).object(), VersionId.NULL), new VersionChange.Hold(true));
  }

  Job begun(JobSelection selection, JobTask task) {
    Job job = JobFixture.job(selection, task);
    await(jobs.create(job));
    return job;
  }

  /** Until nothing is left that nobody holds. */
  void work(JobWorker worker) {
    while (await(worker.work())) {
      // One more slice.
    }
  }

  /** Works until it is over, as often as leases of others end. */
  void untilEnded(Job job) {
    JobWorker worker = fixture.worker(jobs, LONG);
    while (course(job).state() == Job.State.ACTIVE) {
      work(worker);
      LockSupport.parkNanos(10_000_000);
    }
  }

  Job.Course course(Job job) {
    return await(jobs.find(job.id())).orElseThrow().course();
  }

  static Map<String, Long> counts(Job.Course course) {
    return course.counts().stream()
        .collect(
            Collectors.toMap(count -> count.result() + " " + count.reason(), Job.Count::versions));
  }

  <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
    return await(
        Uni.createFrom()
            .completionStage(
                () ->
                    pool.preparedQuery(sql)
                        .execute(Tuple.wrap(new ArrayList<>(List.of(parameters))))
                        .toCompletionStage())
            .map(
                rows -> {
                  List<T> all = new ArrayList<>();
                  rows.forEach(row -> all.add(read.apply(row)));
                  return all;
                }));
  }

  /** How many references a blob has; -1 when nothing knows of it. */
  int references(UUID blob) {
    return query("select refs from objects.blob where id = $1", row -> row.getInteger(0), blob)
        .stream()
        .findFirst()
        .orElse(-1);
  }

  /** Blobs that somebody keeps, and that no record of the bucket names. */
  Set<UUID> strayBlobs() {
    Set<UUID> stray = new HashSet<>(fixture.blobs.ids());
    query(
            "select unnest(blob_ids) from objects.object_version where bucket = $1",
            row -> row.getUUID(0),
            bucket.value())
        .forEach(stray::remove);
    return stray;
  }
}
