package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.Place;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long the count of what lies under one key takes. Says it; a machine that does other things is
 * no judge. Run with {@code -Dstrongroom.figures.rows=10000000}.
 */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
@EnabledIfSystemProperty(named = "strongroom.figures.rows", matches = "[0-9]+")
final class KeyInventoryFiguresTest extends JobsOnPostgres {

  private static final int ROWS = Integer.getInteger("strongroom.figures.rows", 0);
  private static final int STEP = 100_000;

  @Test
  void count_manyVersionsUnderOneKey() {
    String key = JobFixture.arn("figures");
    long began = System.nanoTime();
    for (int first = 0; first < ROWS; first += STEP) {
      query(
          "insert into objects.object_version (bucket, key, version_id, is_latest, size, etag,"
              + " last_modified, system_metadata, user_metadata, encryption_mode, kms_key_id,"
              + " kms_bucket_key, data_cipher, wrapping_key_id, envelope, manifest)"
              + " select $1, 'object-' || lpad(i::text, 9, '0'), 'null', true, 4096,"
              + " md5(i::text), now(), '{}', '{}', 'KMS', $2, i % 2 = 0, 'AES_256', $2,"
              + " sha256(i::text::bytea), sha256(i::text::bytea)"
              + " from generate_series($3::int, $4::int) as i",
          row -> row, bucket.value(), key, first, Math.min(first + STEP, ROWS) - 1);
    }
    query("vacuum (analyze) objects.object_version", row -> row);
    long filled = System.nanoTime();

    KeyInventory inventory = new PostgresKeyInventory(pool);
    long versions = 0;
    long longest = 0;
    Optional<Place> next = Optional.of(Place.START);
    while (next.isPresent()) {
      long step = System.nanoTime();
      KeyInventory.Counted counted =
          await(
              inventory.count(
                  new KeyInventory.Question(
                      Optional.of(KmsKeyId.of(key)), Optional.empty(), next.get(), STEP)));
      versions += counted.uses().stream().mapToLong(use -> use.sum().versions()).sum();
      next = counted.last();
      longest = Math.max(longest, System.nanoTime() - step);
    }
    long counted = System.nanoTime();

    assertThat(versions).isEqualTo(ROWS);
    System.out.printf(
        "inventory: %d versions in %d ms, longest step %d ms (filled in %d s, load average %.1f)%n",
        versions,
        TimeUnit.NANOSECONDS.toMillis(counted - filled),
        TimeUnit.NANOSECONDS.toMillis(longest),
        TimeUnit.NANOSECONDS.toSeconds(filled - began),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
