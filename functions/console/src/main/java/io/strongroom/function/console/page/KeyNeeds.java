package io.strongroom.function.console.page;

import io.strongroom.domain.job.DescribeKeyUsage;
import io.strongroom.domain.record.KeyDependents;
import io.strongroom.domain.record.KeyTally;
import io.strongroom.function.console.visit.Refused;
import io.strongroom.function.console.visit.Visit;
import io.strongroom.function.console.words.Sizes;
import io.strongroom.protocol.http.JobOperations;
import io.strongroom.runtime.http.InnerRequest;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What could not be read any more without a key.
 *
 * @param told whether the user may know
 * @param losses one in a line; none where nothing needs the key
 * @param more whether there are more buckets than are told
 */
public record KeyNeeds(boolean told, List<String> losses, boolean more) {

  /** Of a key that seals no objects. */
  static final KeyNeeds NOT_FOR_OBJECTS = new KeyNeeds(false, List.of(), false);

  public KeyNeeds {
    losses = List.copyOf(losses);
  }

  static KeyNeeds of(Visit visit, String arn) {
    try {
      DescribeKeyUsage.Result result =
          visit.ask(
              JobOperations.DESCRIBE_KEY_USAGE,
              InnerRequest.json(
                  "StrongroomJobs.DescribeKeyUsage", new JsonObject().put("KeyId", arn).encode()));
      List<String> losses = new ArrayList<>();
      result
          .keys()
          .forEach(
              key -> {
                key.uses().forEach(use -> losses.add(line(use)));
                key.dependents().ifPresent(others -> add(losses, others));
              });
      return new KeyNeeds(true, losses, result.next().isPresent());
    } catch (Refused refused) {
      if (refused.endsSession()) {
        throw refused;
      }
      return NOT_FOR_OBJECTS;
    }
  }

  private static String line(KeyTally use) {
    return use.bucket().value()
        + ": "
        + Sizes.count(use.sum().versions(), "object version", "object versions")
        + ", "
        + Sizes.bytes(use.sum().bytes());
  }

  private static void add(List<String> losses, KeyDependents others) {
    others
        .uploads()
        .forEach(
            each ->
                losses.add(
                    each.bucket().value()
                        + ": "
                        + Sizes.count(each.uploads(), "open upload", "open uploads")));
    if (others.accessKeys() > 0) {
      losses.add(
          Sizes.count(others.accessKeys(), "access key", "access keys")
              + ": nobody could sign with them");
    }
    others
        .defaults()
        .forEach(bucket -> losses.add(bucket.value() + ": new objects, by its default encryption"));
  }
}
