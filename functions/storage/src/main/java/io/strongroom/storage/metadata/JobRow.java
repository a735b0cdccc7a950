package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionMode;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.InventoryFormat;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A {@link Job} as a row. Stateless. */
final class JobRow {

  private static final String REWRAP = "REWRAP";
  private static final String ENCRYPT = "ENCRYPT";
  private static final String VERIFY = "VERIFY";
  private static final String REENCRYPT = "REENCRYPT";
  private static final String ERASE = "ERASE";
  private static final String REPLICATE = "REPLICATE";
  private static final String INVENTORY = "INVENTORY";

  private JobRow() {}

  /** In the order of the columns of {@link JobSql#CREATE}. */
  static Tuple parameters(Job job) {
    Tuple parameters =
        Tuple.tuple()
            .addValue(job.id())
            .addValue(job.maker().account().value())
            .addValue(job.maker().principal().text())
            .addValue(job.maker().accessKeyId());
    addSelection(parameters, job.selection());
    switch (job.task()) {
      case JobTask.Rewrap(var target) -> addTarget(parameters.addValue(REWRAP), target);
      case JobTask.Encrypt(var target) -> addTarget(parameters.addValue(ENCRYPT), target);
      case JobTask.Verify() -> addNowhere(parameters.addValue(VERIFY));
      case JobTask.Erase() -> addNowhere(parameters.addValue(ERASE));
      case JobTask.Replicate() -> addNowhere(parameters.addValue(REPLICATE));
      case JobTask.Inventory _ -> addNowhere(parameters.addValue(INVENTORY));
      case JobTask.ReEncrypt(var target, var _) ->
          target.ifPresentOrElse(
              key -> addTarget(parameters.addValue(REENCRYPT), key),
              () -> addNowhere(parameters.addValue(REENCRYPT)));
    }
    JobSelection.Traits traits = job.selection().traits();
    return parameters
        .addValue(job.estimate().versions())
        .addValue(job.estimate().bytes())
        .addValue(job.estimate().kmsCalls())
        .addValue(job.course().createdAt().atOffset(ZoneOffset.UTC))
        .addValue(cipher(job.task()))
        .addValue(MetadataColumns.tags(traits.tags()))
        .addValue(traits.listing().map(JobSelection.Listing::id).orElse(null))
        .addValue(traits.listing().map(JobSelection.Listing::missing).orElse(null))
        .addValue(job.estimate().locked())
        .addValue(job.timing().schedule().orElse(null))
        .addValue(job.timing().bytesPerSecond().orElse(null))
        .addValue(into(job.task()).map(files -> files.into().value()).orElse(null))
        .addValue(into(job.task()).map(JobTask.Inventory::prefix).orElse(null))
        .addValue(into(job.task()).map(files -> files.format().name()).orElse(null));
  }

  private static Optional<JobTask.Inventory> into(JobTask task) {
    return task instanceof JobTask.Inventory inventory ? Optional.of(inventory) : Optional.empty();
  }

  private static void addNowhere(Tuple parameters) {
    parameters.addValue(null).addValue(null).addValue(null);
  }

  private static @Nullable String cipher(JobTask task) {
    return task instanceof JobTask.ReEncrypt(var _, Optional<DataCipher> cipher)
        ? cipher.map(DataCipher::name).orElse(null)
        : null;
  }

  private static void addSelection(Tuple parameters, JobSelection selection) {
    JobSelection.Traits traits = selection.traits();
    parameters
        .addValue(selection.key().map(KmsKeyId::text).orElse(null))
        .addValue(selection.bucket().map(BucketName::value).orElse(null))
        .addValue(selection.prefix())
        .addValue(traits.mode().map(EncryptionMode::name).orElse(null))
        .addValue(traits.cipher().map(DataCipher::name).orElse(null))
        .addValue(utc(traits.writtenBefore()));
  }

  static @Nullable OffsetDateTime utc(Optional<Instant> moment) {
    return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  private static void addTarget(Tuple parameters, JobTask.Target target) {
    switch (target) {
      case JobTask.Target.KmsKey(var key, var bucketKey) ->
          parameters.addValue("KMS").addValue(key.text()).addValue(bucketKey.orElse(null));
      case JobTask.Target.ServiceKey(var key) ->
          parameters.addValue("SERVICE").addValue(key.text()).addValue(null);
    }
  }

  /** A job of which nothing is told but what it is. */
  static Job read(Row row) {
    return read(row, List.of(), "");
  }

  /** With what became of its versions. */
  static Job told(Row row) {
    return read(row, counts(row.getJsonArray("counts")), row.getString("digest"));
  }

  private static List<Job.Count> counts(JsonArray all) {
    List<Job.Count> counts = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      JsonArray one = all.getJsonArray(i);
      counts.add(
          new Job.Count(
              Job.Result.valueOf(one.getString(0)),
              one.getString(1),
              one.getLong(2),
              one.getLong(3)));
    }
    return counts;
  }

  private static Job read(Row row, List<Job.Count> counts, String digest) {
    return new Job(
        row.getString("id"),
        selection(row),
        task(row),
        new Job.Maker(
            AccountId.of(row.getString("account")),
            PrincipalName.of(row.getString("principal")),
            row.getString("access_key_id")),
        new Job.Estimate(
            row.getLong("versions"),
            row.getLong("bytes"),
            row.getLong("kms_calls"),
            row.getLong("locked")),
        new Job.Timing(text(row, "schedule"), Optional.ofNullable(row.getLong("bytes_per_second"))),
        new Job.Course(
            Job.State.valueOf(row.getString("state")),
            row.getOffsetDateTime("created_at").toInstant(),
            instant(row, "ended_at"),
            text(row, "reason"),
            counts,
            digest));
  }

  private static JobSelection selection(Row row) {
    return new JobSelection(
        text(row, "key_id").map(KmsKeyId::of),
        text(row, "bucket").map(BucketName::new),
        row.getString("prefix"),
        new JobSelection.Traits(
            text(row, "mode").map(EncryptionMode::valueOf),
            text(row, "cipher").map(DataCipher::valueOf),
            instant(row, "written_before"),
            MetadataColumns.tags(row.getString("tags")),
            text(row, "listing")
                .map(id -> new JobSelection.Listing(id, row.getLong("listing_missing")))));
  }

  private static JobTask task(Row row) {
    return switch (row.getString("task")) {
      case REWRAP -> new JobTask.Rewrap(target(row));
      case ENCRYPT -> new JobTask.Encrypt(target(row));
      case VERIFY -> new JobTask.Verify();
      case ERASE -> new JobTask.Erase();
      case REPLICATE -> new JobTask.Replicate();
      case INVENTORY ->
          new JobTask.Inventory(
              new BucketName(row.getString("into_bucket")),
              row.getString("into_prefix"),
              // Those of before there was another.
              text(row, "into_format").map(InventoryFormat::valueOf).orElse(InventoryFormat.CSV));
      case REENCRYPT ->
          new JobTask.ReEncrypt(
              text(row, "target_key_id")
                  .map(key -> new JobTask.Target.KmsKey(KmsKeyId.of(key), bucketKey(row))),
              text(row, "target_cipher").map(DataCipher::valueOf));
      case String other -> throw new IllegalStateException("a job of kind " + other);
    };
  }

  private static JobTask.Target target(Row row) {
    KmsKeyId key = KmsKeyId.of(row.getString("target_key_id"));
    return row.getString("target").equals("KMS")
        ? new JobTask.Target.KmsKey(key, bucketKey(row))
        : new JobTask.Target.ServiceKey(key);
  }

  private static Optional<Boolean> bucketKey(Row row) {
    return Optional.ofNullable(row.getBoolean("bucket_key"));
  }

  private static Optional<String> text(Row row, String column) {
    return Optional.ofNullable(row.getString(column));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }
}
