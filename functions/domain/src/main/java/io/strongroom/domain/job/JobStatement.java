package io.strongroom.domain.job;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.InventoryFormat;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a job did, as a text to sign: lines of a name and a value, always the same ones in the same
 * order. Texts that clients chose are in base64, so that none passes for a line.
 */
final class JobStatement {

  private static final String TITLE = "strongroom job report 1";
  private static final String JOB = "job: ";
  private static final String REENCRYPT = "re-encrypt";

  private JobStatement() {}

  /** Of a job that has ended. The same job gives the same text. */
  static String of(Job job) {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    line(text, "job", job.id());
    line(text, "state", lower(job.course().state()));
    task(text, job.task());
    selection(text, job.selection());
    line(text, "account", job.maker().account().value());
    line(text, "by", job.maker().principal().text());
    line(text, "access-key", job.maker().accessKeyId());
    line(text, "began", job.course().createdAt().toString());
    line(text, "ended", job.course().endedAt().map(Object::toString).orElse(""));
    line(text, "selected", job.estimate().versions() + " " + job.estimate().bytes());
    for (Job.Count count : job.course().counts()) {
      line(
          text,
          "count",
          "%s %s %d %d"
              .formatted(
                  lower(count.result()),
                  count.reason().isEmpty() ? "-" : count.reason(),
                  count.versions(),
                  count.bytes()));
    }
    line(text, "digest", job.course().digest());
    return text.toString();
  }

  /** The id of the job that a statement is about; empty where the text is no statement. */
  static Optional<String> job(String statement) {
    return statement.startsWith(TITLE + "\n" + JOB)
        ? statement.lines().skip(1).findFirst().map(line -> line.substring(JOB.length()))
        : Optional.empty();
  }

  private static void task(StringBuilder text, JobTask task) {
    switch (task) {
      case JobTask.Rewrap(var target) -> target(text, "rewrap", target);
      case JobTask.Encrypt(var target) -> target(text, "encrypt", target);
      case JobTask.Verify() -> line(text, "kind", "verify");
      case JobTask.ReEncrypt(var target, var cipher) -> {
        target.ifPresentOrElse(
            key -> target(text, REENCRYPT, key), () -> line(text, "kind", REENCRYPT));
        line(text, "to-cipher", cipher.map(Enum::name).orElse(""));
      }
      case JobTask.Erase() -> line(text, "kind", "erase");
      case JobTask.Replicate() -> line(text, "kind", "replicate");
      case JobTask.Inventory(var into, var prefix, var format) -> {
        line(text, "kind", "inventory");
        line(text, "into", into.value() + " " + base64(prefix));
        // Reports of before there was another one still check.
        if (format != InventoryFormat.CSV) {
          line(text, "format", lower(format));
        }
      }
    }
  }

  private static void target(StringBuilder text, String kind, JobTask.Target target) {
    line(text, "kind", kind);
    switch (target) {
      case JobTask.Target.KmsKey(var key, var bucketKey) ->
          line(text, "to", "kms " + key + bucketKey.map(wanted -> " " + wanted).orElse(""));
      case JobTask.Target.ServiceKey(var key) -> line(text, "to", "service " + key);
    }
  }

  private static void selection(StringBuilder text, JobSelection selection) {
    line(text, "from", selection.key().map(KmsKeyId::text).orElse(""));
    line(text, "bucket", selection.bucket().map(BucketName::value).orElse(""));
    line(text, "prefix", base64(selection.prefix()));
    JobSelection.Traits traits = selection.traits();
    line(text, "mode", traits.mode().map(JobStatement::lower).orElse(""));
    line(text, "cipher", traits.cipher().map(Enum::name).orElse(""));
    line(text, "written-before", traits.writtenBefore().map(Object::toString).orElse(""));
    for (Tag tag : traits.tags()) {
      line(text, "tag", base64(tag.key()) + " " + base64(tag.value()));
    }
    traits
        .listing()
        .ifPresent(listing -> line(text, "listing", listing.id() + " " + listing.missing()));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String lower(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }
}
