package io.strongroom.storage.metadata;

import io.strongroom.domain.record.BucketLock;
import io.strongroom.domain.record.DefaultRetention;
import io.strongroom.domain.record.DefaultRetention.Unit;
import io.strongroom.domain.record.Retention;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link BucketLock} as columns. */
@Embeddable
class BucketLockColumns {

  @Column(name = "object_lock", nullable = false)
  private boolean locking;

  @Enumerated(EnumType.STRING)
  @Column(name = "lock_mode", columnDefinition = "text")
  private Retention.@Nullable Mode mode;

  @Column(name = "lock_days")
  private @Nullable Integer days;

  @Column(name = "lock_years")
  private @Nullable Integer years;

  BucketLockColumns() {}

  static BucketLockColumns of(Row row, int first) {
    BucketLockColumns columns = new BucketLockColumns();
    columns.locking = row.getBoolean(first);
    String mode = row.getString(first + 1);
    columns.mode = mode == null ? null : Retention.Mode.valueOf(mode);
    columns.days = row.getInteger(first + 2);
    columns.years = row.getInteger(first + 3);
    return columns;
  }

  /** Four columns. */
  static Tuple addTo(Tuple parameters, Optional<BucketLock> lock) {
    parameters.addValue(lock.isPresent());
    return addDefaultTo(parameters, lock.flatMap(BucketLock::byDefault));
  }

  /** The last three of them. */
  static Tuple addDefaultTo(Tuple parameters, Optional<DefaultRetention> byDefault) {
    return parameters
        .addValue(byDefault.map(kept -> kept.mode().name()).orElse(null))
        .addValue(count(byDefault, Unit.DAYS))
        .addValue(count(byDefault, Unit.YEARS));
  }

  private static @Nullable Integer count(Optional<DefaultRetention> byDefault, Unit unit) {
    return byDefault.filter(kept -> kept.unit() == unit).map(DefaultRetention::count).orElse(null);
  }

  Optional<BucketLock> toDomain() {
    return locking
        ? Optional.of(new BucketLock(Optional.ofNullable(mode).map(this::byDefault)))
        : Optional.empty();
  }

  private DefaultRetention byDefault(Retention.Mode kept) {
    return days != null
        ? new DefaultRetention(kept, Unit.DAYS, days)
        : new DefaultRetention(kept, Unit.YEARS, Objects.requireNonNull(years));
  }
}
