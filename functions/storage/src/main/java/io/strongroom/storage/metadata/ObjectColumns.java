package io.strongroom.storage.metadata;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReplicationStatus;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionMarks;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    {"manifest", "bytea"},
    {"system_metadata", "jsonb"},
    {"user_metadata", "jsonb"},
    {"storage_class", "text"},
    {"tags", "text"},
    {"lock_mode", "text"},
    {"lock_until", "timestamptz"},
    {"legal_hold", "boolean"},
    {"replication", "text"},
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
    {"parts", "bytea"},
  };

  /** Where metadata and, behind it, what changes with the key begin. */
  private static final int METADATA = 6;

  /** How far copies are: the writer says it of what is a copy, the database of everything else. */
  private static final int REPLICATION = METADATA + MetadataColumns.WIDTH;

  private static final int SEALING = REPLICATION + 1;

  /** Those of the retention: without one of the writer's, the bucket's default is taken. */
  private static final Set<String> BY_DEFAULT = Set.of("lock_mode", "lock_until");

  private static final int IDENTITY = 2;

  /** How many columns, and so parameters, there are: the next parameter is {@code WIDTH + 1}. */
  static final int WIDTH = COLUMNS.length;

  /** How many columns {@link #of} names: a reader also learns what the database says. */
  static final int READ_WIDTH = WIDTH + 3;

  /** Their names. */
  static final String NAMES =
      Arrays.stream(COLUMNS).map(column -> column[0]).collect(Collectors.joining(", "));

  /** Their values: parameters from {@code $1} on, and what {@code next} has by default. */
  static final String VALUES =
      IntStream.range(0, WIDTH).mapToObj(ObjectColumns::value).collect(Collectors.joining(", "));

  /** When the object was written, as its writer says. */
  static final String WRITTEN = parameter("last_modified");

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

  /** All but the identity and what may be set of a version later. */
  private static final int[] RECORD =
      IntStream.range(IDENTITY, WIDTH)
          .filter(i -> i < METADATA + MetadataColumns.FIXED || i >= SEALING)
          .toArray();

  /** Those, from {@code $1} on; the next parameter is {@link #AFTER_RECORD}. */
  static final String RECORD_FROM_PARAMETERS =
      IntStream.range(0, RECORD.length)
          .mapToObj(i -> "%s = cast($%d as %s)".formatted(name(RECORD[i]), i + 1, type(RECORD[i])))
          .collect(Collectors.joining(", "));

  static final int AFTER_RECORD = RECORD.length + 1;

  private ObjectColumns() {}

  private static String parameters(String... names) {
    return Arrays.stream(names).map(ObjectColumns::parameter).collect(Collectors.joining(", "));
  }

  private static String parameter(String name) {
    for (int i = 0; i < WIDTH; i++) {
      if (name(i).equals(name)) {
        return parameter(i);
      }
    }
    throw new IllegalArgumentException("no such column: " + name);
  }

  private static String parameter(int column) {
    return "cast($" + (column + 1) + " as " + type(column) + ")";
  }

  private static String value(int column) {
    return BY_DEFAULT.contains(name(column))
        ? "coalesce(" + parameter(column) + ", next." + name(column) + ")"
        : parameter(column);
  }

  private static String name(int column) {
    return COLUMNS[column][0];
  }

  private static String type(int column) {
    return COLUMNS[column][1];
  }

  /** The columns of a table that is called {@code alias} in the statement. */
  static String of(String alias) {
    return Stream.concat(
            Arrays.stream(COLUMNS).map(column -> column[0]),
            Stream.of("version_id", "delete_marker", "restored_until"))
        .map(column -> alias + "." + column)
        .collect(Collectors.joining(", "));
  }

  static Tuple parameters(NewObject object) {
    Tuple parameters =
        Tuple.tuple().addValue(object.ref().bucket().value()).addValue(object.ref().key().value());
    addTo(parameters, object.content());
    MetadataColumns metadata = MetadataColumns.of(object.metadata());
    metadata.addFixedTo(parameters);
    metadata.addMarksTo(parameters);
    parameters.addValue(object.metadata().marks().replication().map(Enum::name).orElse(null));
    return addTo(parameters, object.sealing());
  }

  /** Of {@link #RECORD_FROM_PARAMETERS}. */
  static Tuple record(ObjectVersion object) {
    Tuple parameters = addTo(Tuple.tuple(), object.content());
    MetadataColumns.of(object.metadata()).addFixedTo(parameters);
    return addTo(parameters, object.sealing());
  }

  private static Tuple addTo(Tuple parameters, Content content) {
    return parameters
        .addValue(content.size())
        .addValue(content.etag().value())
        .addValue(content.lastModified().atOffset(ZoneOffset.UTC))
        .addValue(Buffer.buffer(content.manifest().bytes()));
  }

  private static Tuple addTo(Tuple parameters, Sealing sealing) {
    EncryptionColumns.of(sealing.encryption(), sealing.envelope()).addTo(parameters);
    ChecksumColumns.addTo(parameters, sealing.checksum());
    return parameters.addValue(buffer(PartsCodec.encode(sealing.parts())));
  }

  /** What changes with the key, in the order of the columns. */
  static Tuple sealing(Sealing sealing) {
    return addTo(Tuple.tuple(), sealing);
  }

  /** The names of those columns. */
  static List<String> sealingNames() {
    return Arrays.stream(COLUMNS).skip(SEALING).map(column -> column[0]).toList();
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
    int sealing = first + SEALING;
    EncryptionColumns encryption = EncryptionColumns.of(row, sealing);
    return new ObjectVersion(
        ref,
        new Content(
            row.getLong(first + 2),
            new ETag(row.getString(first + 3)),
            row.getOffsetDateTime(first + 4).toInstant(),
            SealedManifest.of(row.getBuffer(first + 5).getBytes())),
        new Sealing(
            encryption.description(),
            encryption.envelope(),
            ChecksumColumns.read(row, sealing + 7),
            PartsCodec.decode(bytes(row.getBuffer(sealing + 11)))),
        metadata(row, first));
  }

  private static ObjectMetadata metadata(Row row, int first) {
    ObjectMetadata metadata = MetadataColumns.of(row, first + METADATA).toDomain();
    OffsetDateTime until = row.getOffsetDateTime(first + WIDTH + 2);
    String status = row.getString(first + REPLICATION);
    if (until == null && status == null) {
      return metadata;
    }
    VersionMarks marks =
        metadata.marks().restored(Optional.ofNullable(until).map(OffsetDateTime::toInstant));
    return metadata.marked(status == null ? marks : marks.with(ReplicationStatus.valueOf(status)));
  }

  static @Nullable Buffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : Buffer.buffer(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Buffer buffer) {
    return buffer == null ? null : buffer.getBytes();
  }
}
