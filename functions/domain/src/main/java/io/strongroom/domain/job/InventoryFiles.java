package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.BytesBody;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.ColumnFiles;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.InventoryFormat;
import io.strongroom.domain.record.InventoryRow;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.JobSlice;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Place;
import io.strongroom.domain.record.VersionMarks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes what there is into files of a bucket, with the rights of whoever had the job made. A file
 * is named by where it begins, so that one that is written again takes the place of the first.
 * Thread-safe.
 */
public final class InventoryFiles {

  private final AuthorizedBuckets buckets;
  private final SealingKeys keys;
  private final ObjectWriter writer;
  private final WriteRules rules;
  private final ColumnFiles columns;

  public InventoryFiles(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      ObjectWriter writer,
      WriteRules rules,
      ColumnFiles columns) {
    this.columns = columns;
    this.buckets = buckets;
    this.keys = keys;
    this.writer = writer;
    this.rules = rules;
  }

  /** The file of these versions; they are listed when it is there. */
  Uni<List<Outcome>> write(
      JobSlice slice, JobTask.Inventory task, List<JobItem> items, Caller caller) {
    if (items.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    ObjectRef ref = new ObjectRef(task.into(), new ObjectKey(name(slice, task)));
    byte[] file = file(task.format(), InventoryRows.of(items));
    return buckets
        .get(
            caller,
            Action.PUT_OBJECT,
            ref,
            AccessConditions.writing(new EncryptionRequest.BucketDefault()))
        .call(bucket -> buckets.requireRoom(bucket, OptionalLong.of(file.length)))
        .chain(bucket -> write(ref, file, task.format(), bucket, caller))
        .map(done -> items.stream().map(InventoryFiles::listed).toList());
  }

  private byte[] file(InventoryFormat format, List<InventoryRow> rows) {
    return switch (format) {
      case CSV -> InventoryText.of(rows).getBytes(StandardCharsets.UTF_8);
      case PARQUET -> columns.parquet(rows);
    };
  }

  private Uni<?> write(
      ObjectRef ref, byte[] file, InventoryFormat format, Bucket bucket, Caller caller) {
    SealingKeys.Wish wish =
        new SealingKeys.Wish(new EncryptionRequest.BucketDefault(), ref, rules, caller);
    ObjectWriter.Target target =
        new ObjectWriter.Target(
            ref,
            new ObjectMetadata(
                Map.of("content-type", format.contentType()),
                Map.of(),
                Optional.empty(),
                VersionMarks.none()),
            new WriteCondition.Always(),
            rules);
    return Ownership.using(
        keys.fresh(wish, bucket), fresh -> writer.write(new BytesBody(file), fresh, target));
  }

  private static String name(JobSlice slice, JobTask.Inventory task) {
    Place from = slice.done();
    int place = (from.bucket() + '\0' + from.key() + '\0' + from.version()).hashCode();
    return "%s%s/%06d-%08x.%s"
        .formatted(task.prefix(), slice.job().id(), slice.number(), place, task.format().suffix());
  }

  private static Outcome listed(JobItem item) {
    return item.found().isPresent()
        ? Outcome.listed(item)
        : Outcome.failed(item, "damaged", "the record cannot be read");
  }
}
