package io.strongroom.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.QuotaError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class QuotasTest {

  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");

  private long held;
  private int counted;
  private Instant now = BEGIN;
  private final Quotas quotas = new Quotas(this::counting, () -> now);

  /** Knows what is held, and nothing else. */
  private Buckets counting() {
    return (Buckets)
        Proxy.newProxyInstance(
            Buckets.class.getClassLoader(),
            new Class<?>[] {Buckets.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("stored");
              counted++;
              return Uni.createFrom().item(held);
            });
  }

  private static Bucket bucket(long quota) {
    return new Bucket(
            new BucketName("bucket"),
            AccountId.of("1"),
            Region.of("us-east-1"),
            BEGIN,
            Optional.empty())
        .with(BucketSettings.none().with(new BucketSetting.Quota(quota)));
  }

  private void write(long bytes) {
    quotas.requireRoom(bucket(100), OptionalLong.of(bytes)).await().indefinitely();
  }

  @Test
  void requireRoom_noQuota_countsNothing() {
    quotas.requireRoom(bucket(0), OptionalLong.of(Long.MAX_VALUE)).await().indefinitely();

    assertThat(counted).isZero();
  }

  @Test
  void requireRoom_toTheLastByte_fits() {
    held = 40;
    write(60);
    write(0);

    assertRefused(() -> write(1));
    assertThat(counted).isEqualTo(1);
  }

  @Test
  void requireRoom_whatWasRefused_doesNotCount() {
    assertRefused(() -> write(101));
    write(100);
  }

  @Test
  void requireRoom_lengthUnknown_whileThereIsRoom() {
    held = 99;
    quotas.requireRoom(bucket(100), OptionalLong.empty()).await().indefinitely();
    held = 100;
    now = now.plusSeconds(6);

    assertRefused(
        () -> quotas.requireRoom(bucket(100), OptionalLong.empty()).await().indefinitely());
  }

  @Test
  void requireRoom_laterAgain_countsAnew() {
    write(100);
    assertRefused(() -> write(1));
    held = 10;
    now = now.plusSeconds(6);

    write(90);
    assertThat(counted).isEqualTo(2);
  }

  private static void assertRefused(Runnable write) {
    assertThatThrownBy(write::run)
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isEqualTo(new QuotaError.QuotaExceeded(new BucketName("bucket"))));
  }
}
