package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.record.StoredChecksum;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link StoredChecksum} as columns: three in the clear, or one sealed; all null for none. */
@Embeddable
class ChecksumColumns {

  @Enumerated(EnumType.STRING)
  @Column(name = "checksum_algorithm", columnDefinition = "text")
  private @Nullable ChecksumAlgorithm algorithm;

  @Enumerated(EnumType.STRING)
  @Column(name = "checksum_type", columnDefinition = "text")
  private ObjectChecksum.@Nullable Type type;

  @Column(name = "checksum_value")
  private @Nullable String value;

  @Column(name = "checksum_sealed")
  private byte @Nullable [] sealed;

  ChecksumColumns() {}

  private static ChecksumColumns of(StoredChecksum stored) {
    ChecksumColumns columns = new ChecksumColumns();
    switch (stored) {
      case StoredChecksum.Clear(ObjectChecksum checksum) -> {
        columns.algorithm = checksum.algorithm();
        columns.type = checksum.type();
        columns.value = checksum.value();
      }
      case StoredChecksum.Sealed(WrappedKey bytes) -> columns.sealed = bytes.bytes();
    }
    return columns;
  }

  /** Four columns from {@code first} on. */
  static Optional<StoredChecksum> read(Row row, int first) {
    Buffer sealed = row.getBuffer(first + 3);
    if (sealed != null) {
      return Optional.of(new StoredChecksum.Sealed(WrappedKey.of(sealed.getBytes())));
    }
    if (row.getString(first) == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredChecksum.Clear(
            new ObjectChecksum(
                ChecksumAlgorithm.valueOf(row.getString(first)),
                ObjectChecksum.Type.valueOf(row.getString(first + 1)),
                row.getString(first + 2))));
  }

  static void addTo(Tuple parameters, Optional<StoredChecksum> stored) {
    ChecksumColumns columns = stored.map(ChecksumColumns::of).orElseGet(ChecksumColumns::new);
    parameters
        .addValue(name(columns.algorithm))
        .addValue(name(columns.type))
        .addValue(columns.value)
        .addValue(columns.sealed == null ? null : Buffer.buffer(columns.sealed));
  }

  private static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  /** Hibernate reads an embeddable of nulls as null. */
  static Optional<StoredChecksum> toDomain(@Nullable ChecksumColumns columns) {
    return Optional.ofNullable(columns).flatMap(ChecksumColumns::read);
  }

  private Optional<StoredChecksum> read() {
    if (sealed != null) {
      return Optional.of(new StoredChecksum.Sealed(WrappedKey.of(sealed)));
    }
    if (algorithm == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredChecksum.Clear(
            new ObjectChecksum(
                algorithm, Objects.requireNonNull(type), Objects.requireNonNull(value))));
  }
}
