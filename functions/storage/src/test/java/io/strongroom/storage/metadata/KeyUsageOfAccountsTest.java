package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.job.DescribeKeyUsage.Bookmark;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is not the operator learns what is theirs, and no name of anything else. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class KeyUsageOfAccountsTest {

  private static final int BUCKETS = 3;

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final AccountId tenant = account();
  private final AccountId other = account();
  private final List<BucketName> own = new ArrayList<>();
  private final KmsKeyId shared = key();
  private final KmsKeyId mine = key();
  private DescribeKeyUsage usage;

  private static AccountId account() {
    return AccountId.of(
        "%012d".formatted(ThreadLocalRandom.current().nextLong(1_000_000_000_000L)));
  }

  private static KmsKeyId key() {
    return KmsKeyId.of("arn:aws:kms:us-east-1:000000000000:key/" + UUID.randomUUID());
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private BucketName bucket(AccountId owner) {
    BucketName name = Records.bucketName();
    await(
        store
            .ports()
            .buckets()
            .createIfAbsent(
                new Bucket(name, owner, Region.of("us-east-1"), Records.TIME, Optional.empty())));
    return name;
  }

  private void put(BucketName bucket, KmsKeyId key) {
    await(
        store
            .ports()
            .objects()
            .put(
                Records.object(
                    Records.ref(bucket, "k" + UUID.randomUUID()),
                    Records.envelope(key.text()),
                    UUID.randomUUID()),
                new WriteCondition.Always()));
  }

  /** Buckets of both, with a key that both use and keys of their own. */
  @BeforeEach
  void fill() {
    JobFixture fixture = new JobFixture(store.ports());
    usage =
        JobsAssembled.of(pool, new PostgresJobs(pool, 10), JobFixture.ACTORS, fixture.parts)
            .keyUsage();
    for (int i = 0; i < BUCKETS; i++) {
      BucketName bucket = bucket(tenant);
      own.add(bucket);
      put(bucket, shared);
      put(bucket, shared);
      put(bucket, mine);
      BucketName theirs = bucket(other);
      put(theirs, shared);
      put(theirs, key());
    }
  }

  private List<DescribeKeyUsage.Result> pages(int most) {
    Caller root =
        new Caller(PrincipalName.of("arn:aws:iam::" + tenant + ":root"), tenant, "r", true);
    List<DescribeKeyUsage.Result> pages = new ArrayList<>();
    Optional<Bookmark> after = Optional.empty();
    do {
      pages.add(
          await(
              usage.execute(
                  new DescribeKeyUsage.Command(
                      root, Optional.empty(), Optional.empty(), after, most))));
      after = pages.getLast().next();
    } while (after.isPresent());
    return pages;
  }

  @Test
  void pages_ofATenant_countTheirsAndNameNothingElse() {
    for (int most : new int[] {1, 2, 4, 100}) {
      List<DescribeKeyUsage.Result> pages = pages(most);

      long versions =
          pages.stream()
              .flatMap(page -> page.keys().stream())
              .flatMap(key -> key.uses().stream())
              .mapToLong(use -> use.sum().versions())
              .sum();
      assertThat(versions).as("of %d a page", most).isEqualTo(BUCKETS * 3L);
      assertThat(namedBy(pages)).as("of %d a page", most).isSubsetOf(allowed());
    }
  }

  private Set<String> allowed() {
    return Stream.concat(
            own.stream().map(BucketName::value), Stream.of(shared, mine).map(KmsKeyId::text))
        .collect(Collectors.toSet());
  }

  private static Set<String> namedBy(List<DescribeKeyUsage.Result> pages) {
    return pages.stream()
        .flatMap(
            page ->
                Stream.concat(
                    page.keys().stream()
                        .flatMap(
                            key ->
                                Stream.concat(
                                    key.key().map(KmsKeyId::text).stream(),
                                    key.uses().stream().map(use -> use.bucket().value()))),
                    page.next().stream()
                        .flatMap(
                            next ->
                                Stream.concat(
                                    next.key().map(KmsKeyId::text).stream(),
                                    next.bucket().map(BucketName::value).stream()))))
        .collect(Collectors.toSet());
  }
}
