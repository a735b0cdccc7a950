package io.strongroom.storage.metadata;

import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.StoredPart;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.Collectors;

/** A {@link StoredPart} as it is read. */
final class PartRow {

  /** In one order everywhere. */
  private static final List<String> COLUMNS =
      List.of(
          "number",
          "blob_id",
          "size",
          "commitment",
          "etag",
          "last_modified",
          "checksum_algorithm",
          "checksum_type",
          "checksum_value",
          "checksum_sealed");

  private PartRow() {}

  /** The columns of a table that is called {@code alias} in the statement. */
  static String columns(String alias) {
    return COLUMNS.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
  }

  /**
   * From {@link #columns}, of which the first is at {@code first}.
   *
   * @throws ObjectStoreException ObjectDamaged when a column holds anything else
   */
  static StoredPart read(Row row, int first) {
    return new StoredPart(
        row.getInteger(first),
        row.getUUID(first + 1),
        row.getLong(first + 2),
        commitment(row.getBuffer(first + 3).getBytes()),
        new ETag(row.getString(first + 4)),
        ChecksumColumns.read(row, first + 6),
        row.getOffsetDateTime(first + 5).toInstant());
  }

  private static StreamCommitment commitment(byte[] stored) {
    if (stored.length != StreamCommitment.BYTES) {
      throw new ObjectStoreException(new RequestError.ObjectDamaged(Damage.of("stored part")));
    }
    return StreamCommitment.of(stored);
  }
}
