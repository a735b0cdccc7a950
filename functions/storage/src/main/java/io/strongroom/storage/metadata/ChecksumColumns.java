package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.record.StoredChecksum;
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

  /** Null for none: Hibernate reads an embeddable of nulls as null. */
  static @Nullable ChecksumColumns of(Optional<StoredChecksum> stored) {
    return stored.map(ChecksumColumns::of).orElse(null);
  }

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
