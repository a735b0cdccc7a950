package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.NotificationConfiguration;
import io.strongroom.domain.record.NotificationConfiguration.Kind;
import io.strongroom.domain.record.NotificationConfiguration.Listener;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners and copies learn of what jobs do: nothing of a version that stays. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ToldOfJobsTest extends JobsOnPostgres {

  @BeforeEach
  void listen() {
    put(6, JobFixture.kms("a", false));
    Listener everything =
        new Listener(
            "all",
            Kind.QUEUE,
            "arn:strongroom:events:::hook",
            List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*"),
            Optional.empty(),
            Optional.empty());
    await(
        store
            .ports()
            .buckets()
            .set(
                bucket,
                new BucketSetting.Notification(
                    Optional.of(new NotificationConfiguration(List.of(everything))))));
  }

  private long told() {
    return pool.preparedQuery(
            "select count(*) from objects.outbox"
                + " where bucket = $1 and event not like '%TestEvent%'")
        .execute(Tuple.of(bucket.value()))
        .map(rows -> rows.iterator().next().getLong(0))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  void reEncrypt_isNoWrite_butWhatComesLaterIs() {
    Job job = begun(JobFixture.under("a", bucket), JobFixture.resealing("b", DataCipher.SM4));
    work(fixture.worker(jobs, LONG));
    assertThat(counts(course(job))).containsEntry("CHANGED ", 6L);
    assertThat(told()).isZero();
    put("later", JobFixture.kms("a", false));
    assertThat(told()).isEqualTo(1);
  }
}
