package io.strongroom.storage.metadata;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@link ObjectVersion} as columns of {@code object_version}, in one order everywhere. */
final class ObjectColumns {

  /** Name and type of each that a writer sets; the first two are the object's name. */
  private static final String[][] COLUMNS = {
    {"bucket", "text"},
    {"key", "text"},
    {"size", "bigint"},
    {"etag", "text"},
    {"last_modified", "timestamptz"},
    {"system_metadata", "jsonb"},
    {"user_metadata", "jsonb"},
    {"storage_class", "text"},
    {"encryption_mode", "text"},
    {"kms_key_id", "text"},
    {"kms_context", "jsonb"},
    {"kms_bucket_key", "boolean"},
    {"data_cipher", "text"},
    {"wrapping_key_id", "text"},
    {"envelope", "bytea"},
    {"checksum_algorithm", "text"},
    {"checksum_type", "text"},
    {"checksum_value", "text"},
    {"checksum_sealed", "bytea"},
    {"manifest", "bytea"},
    {"parts", "bytea"},
  };

  private static final int IDENTITY = 2;

  /** How many columns, and so parameters, there are: the next parameter is {@code WIDTH + 1}. */
  static final int WIDTH = COLUMNS.length;

  /** How many columns {@link #of} names: a reader also learns what the database says. */
  static final int READ_WIDTH = WIDTH + 2;

  /** Their names. */
  static final String NAMES =
      Arrays.stream(COLUMNS).map(column -> column[0]).collect(Collectors.joining(", "));

  /** Their parameters, {@code $1} to {@code $21}. */
  static final String PARAMETERS =
      IntStream.range(0, WIDTH)
          .mapToObj(i -> "cast($" + (i + 1) + " as " + COLUMNS[i][1] + ")")
          .collect(Collectors.joining(", "));

  /** Parameters of what is remembered of a completed upload: its name and how it is sealed. */
  static final String REMEMBERED =
      parameters("bucket", "key")
          + ", next.version_id, "
          + parameters(
              "etag",
              "encryption_mode",
              "kms_key_id",
              "kms_context",
              "kms_bucket_key",
              "data_cipher");

  /** All but the identity, taken from the row that could not be inserted. */
  static final String FROM_EXCLUDED =
      Arrays.stream(COLUMNS)
          .skip(IDENTITY)
          .map(column -> column[0] + " = excluded." + column[0])
          .collect(Collectors.joining(", "));

  /** All but the identity, taken from the parameters. */
  static final String FROM_PARAMETERS =
      IntStream.range(IDENTITY, WIDTH)
          .mapToObj(i -> COLUMNS[i][0] + " = cast($" + (i + 1) + " as " + COLUMNS[i][1] + ")")
          .collect(Collectors.joining(", "));

  private ObjectColumns() {}

  private static String parameters(String... names) {
    return Arrays.stream(names).map(ObjectColumns::parameter).collect(Collectors.joining(", "));
  }

  private static String parameter(String name) {
    for (int i = 0; i < WIDTH; i++) {
      if (COLUMNS[i][0].equals(name)) {
        return "cast($" + (i + 1) + " as " + COLUMNS[i][1] + ")";
      }
    }
    throw new IllegalArgumentException("no such column: " + name);
  }

  /** The columns of a table that is called {@code alias} in the statement. */
  static String of(String alias) {
    return Stream.concat(
            Arrays.stream(COLUMNS).map(column -> column[0]),
            Stream.of("version_id", "delete_marker"))
        .map(column -> alias + "." + column)
        .collect(Collectors.joining(", "));
  }

  static Tuple parameters(
      ObjectRef ref, Content content, Sealing sealing, ObjectMetadata metadata) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(ref.bucket().value())
            .addValue(ref.key().value())
            .addValue(content.size())
            .addValue(content.etag().value())
            .addValue(content.lastModified().atOffset(ZoneOffset.UTC));
    MetadataColumns.of(metadata).addTo(parameters);
    EncryptionColumns.of(sealing.encryption(), sealing.envelope()).addTo(parameters);
    ChecksumColumns.addTo(parameters, sealing.checksum());
    return parameters
        .addValue(Buffer.buffer(content.manifest().bytes()))
        .addValue(buffer(PartsCodec.encode(sealing.parts())));
  }

  /** The version whose columns start at {@code first}. */
  static Version read(Row row, int first) {
    VersionRef ref =
        new VersionRef(
            new ObjectRef(
                new BucketName(row.getString(first)), new ObjectKey(row.getString(first + 1))),
            new VersionId(row.getString(first + WIDTH)));
    return row.getBoolean(first + WIDTH + 1)
        ? new DeleteMarker(ref, row.getOffsetDateTime(first + 4).toInstant())
        : object(ref, row, first);
  }

  private static ObjectVersion object(VersionRef ref, Row row, int first) {
    EncryptionColumns encryption = EncryptionColumns.of(row, first + 8);
    return new ObjectVersion(
        ref,
        new Content(
            row.getLong(first + 2),
            new ETag(row.getString(first + 3)),
            row.getOffsetDateTime(first + 4).toInstant(),
            SealedManifest.of(row.getBuffer(first + 19).getBytes())),
        new Sealing(
            encryption.description(),
            encryption.envelope(),
            ChecksumColumns.read(row, first + 15),
            PartsCodec.decode(bytes(row.getBuffer(first + 20)))),
        MetadataColumns.of(row, first + 5).toDomain());
  }

  static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }
}
