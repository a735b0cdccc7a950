package io.strongroom.launcher;

import io.strongroom.local.UsageException;
import io.strongroom.local.command.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code jobs run} was told, as a request. Stateless. */
final class JobQuestion {

  /** What is passed on as it stands. */
  private static final Map<String, String> TEXTS =
      Map.ofEntries(
          Map.entry("--from", "FromKeyId"),
          Map.entry("--to", "ToKeyId"),
          Map.entry("--to-cipher", "ToCipher"),
          Map.entry("--bucket", "Bucket"),
          Map.entry("--prefix", "Prefix"),
          Map.entry("--mode", "Mode"),
          Map.entry("--cipher", "Cipher"),
          Map.entry("--written-before", "WrittenBefore"),
          Map.entry("--listing", "Listing"),
          Map.entry("--into", "Into"),
          Map.entry("--format", "Format"),
          Map.entry("--confirm", "Confirm"));

  private static final Map<String, String> FLAGS =
      Map.of("--bucket-key", "BucketKey", "--dry-run", "DryRun");

  private JobQuestion() {}

  /**
   * @throws UsageException for a tag without a value, and an erasure that nobody confirmed
   */
  static JobsClient.Question of(String kind, Given given) {
    JobsClient.Question question = new JobsClient.Question().text("Kind", kind);
    TEXTS.forEach(
        (option, member) -> given.text(option).ifPresent(value -> question.text(member, value)));
    FLAGS.forEach(
        (option, member) -> {
          if (given.has(option)) {
            question.flag(member);
          }
        });
    if (given.has("--tag")) {
      question.texts("Tags", tags(given.all("--tag")));
    }
    if (kind.equals("erase") && !given.has("--confirm") && !given.has("--dry-run")) {
      throw new UsageException(
          "what is erased is gone for good: look at it with --dry-run, then say it again with"
              + " --confirm=BUCKET/PREFIX");
    }
    return question;
  }

  private static Map<String, String> tags(List<String> given) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : given) {
      int equals = tag.indexOf('=');
      if (equals < 1) {
        throw new UsageException("a tag is KEY=VALUE");
      }
      tags.put(tag.substring(0, equals), tag.substring(equals + 1));
    }
    return tags;
  }
}
