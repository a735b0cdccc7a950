package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.util.Locale;
import java.util.Optional;

/** How jobs look in answers. */
final class JobJson {

  private JobJson() {}

  /** A job's members. That of a dry run has neither an id nor a course. */
  static void members(JsonDocument json, Job job) {
    if (!job.id().isEmpty()) {
      json.text("JobId", job.id()).text("State", lower(job.course().state()));
    }
    task(json, job.task());
    json.object("Selection", inner -> selection(inner, job.selection()))
        .text("Account", job.maker().account().value())
        .text("Principal", job.maker().principal().text())
        .object(
            "Estimate",
            inner ->
                inner
                    .number("Versions", job.estimate().versions())
                    .number("Bytes", job.estimate().bytes())
                    .number("KmsCalls", job.estimate().kmsCalls())
                    .number("Locked", job.estimate().locked()));
    job.timing().bytesPerSecond().ifPresent(pace -> json.number("BytesPerSecond", pace));
    json.textIfAny("Schedule", job.timing().schedule());
    if (!job.id().isEmpty()) {
      course(json, job.course());
    }
  }

  private static void task(JsonDocument json, JobTask task) {
    switch (task) {
      case JobTask.Rewrap(var target) -> target(json.text("Kind", "rewrap"), target);
      case JobTask.Encrypt(var target) -> target(json.text("Kind", "encrypt"), target);
      case JobTask.Verify() -> json.text("Kind", "verify");
      case JobTask.ReEncrypt(var target, var cipher) -> {
        json.text("Kind", "re-encrypt");
        target.ifPresent(key -> target(json, key));
        json.textIfAny("ToCipher", cipher.map(DataCipher::name));
      }
      case JobTask.Erase() -> json.text("Kind", "erase");
      case JobTask.Replicate() -> json.text("Kind", "replicate");
      case JobTask.Inventory(var into, var prefix, var format) ->
          json.text("Kind", "inventory")
              .text("Into", into.value() + "/" + prefix)
              .text("Format", format.suffix());
    }
  }

  private static void target(JsonDocument json, JobTask.Target target) {
    json.text("ToKeyId", target.keyId().text());
    switch (target) {
      case JobTask.Target.KmsKey(var _, Optional<Boolean> bucketKey) -> {
        json.text("ToMode", "kms");
        bucketKey.ifPresent(wanted -> json.flag("BucketKey", wanted));
      }
      case JobTask.Target.ServiceKey _ -> json.text("ToMode", "service");
    }
  }

  private static void selection(JsonDocument json, JobSelection selection) {
    json.textIfAny("FromKeyId", selection.key().map(KmsKeyId::text))
        .textIfAny("Bucket", selection.bucket().map(BucketName::value))
        .textIfAny("Prefix", Optional.of(selection.prefix()).filter(text -> !text.isEmpty()))
        .textIfAny("Mode", selection.traits().mode().map(JobJson::lower))
        .textIfAny("Cipher", selection.traits().cipher().map(DataCipher::name))
        .time("WrittenBefore", selection.traits().writtenBefore());
    if (!selection.traits().tags().isEmpty()) {
      json.object(
          "Tags",
          tags -> selection.traits().tags().forEach(tag -> tags.text(tag.key(), tag.value())));
    }
    selection.traits().listing().ifPresent(listing -> json.number("NotFound", listing.missing()));
  }

  private static void course(JsonDocument json, Job.Course course) {
    json.text("CreatedAt", course.createdAt().toString())
        .time("EndedAt", course.endedAt())
        .textIfAny("Reason", course.reason())
        .objects(
            "Counts",
            course.counts(),
            (entry, count) ->
                entry
                    .text("Result", lower(count.result()))
                    .textIfAny("Reason", Optional.of(count.reason()).filter(it -> !it.isEmpty()))
                    .number("Versions", count.versions())
                    .number("Bytes", count.bytes()))
        .text("Digest", course.digest());
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
