package io.strongroom.function.console.words;

import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobTask;

/** Jobs in plain words. Stateless. */
public final class JobWords {

  private JobWords() {}

  /** What it does with each version. */
  public static String task(JobTask task) {
    return switch (task) {
      case JobTask.Rewrap(var target) -> "Puts data keys under " + target.keyId().text();
      case JobTask.Encrypt(var target) ->
          "Encrypts what nobody asked to, under " + target.keyId().text();
      case JobTask.Verify() -> "Reads and verifies everything";
      case JobTask.ReEncrypt(var target, var _) ->
          "Seals data again"
              + target.map(key -> ", under " + key.keyId().text()).orElse(" under a new data key");
      case JobTask.Erase() -> "Erases for good";
      case JobTask.Replicate() -> "Has copied what was there before rules asked for it";
      case JobTask.Inventory(var into, var _, var _) ->
          "Writes down what there is, into " + into.value();
    };
  }

  /** Whether anybody works on it. */
  public static String state(Job.State state) {
    return switch (state) {
      case ACTIVE -> "At work";
      case PAUSED -> "Paused";
      case CANCELLED -> "Cancelled";
      case DONE -> "Done";
    };
  }

  /** What became of versions. */
  public static String result(Job.Result result, String reason) {
    String word =
        switch (result) {
          case CHANGED -> "Changed";
          case VERIFIED -> "Verified";
          case ERASED -> "Erased";
          case QUEUED -> "To be copied";
          case LISTED -> "Written down";
          case SKIPPED -> "Left as they are";
          case FAILED -> "Failed";
        };
    return reason.isEmpty() ? word : word + ": " + reason;
  }
}
