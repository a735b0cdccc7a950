package io.strongroom.domain.record;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What can happen to an object, of which somebody may want to be told.
 *
 * <p>Source: "Supported event types for SQS, SNS, and Lambda", Amazon S3 user guide.
 */
public enum ObjectEvent {
  CREATED_PUT("ObjectCreated:Put"),
  CREATED_COPY("ObjectCreated:Copy"),
  CREATED_COMPLETE("ObjectCreated:CompleteMultipartUpload"),
  REMOVED("ObjectRemoved:Delete"),
  MARKED("ObjectRemoved:DeleteMarkerCreated"),
  TAGGED("ObjectTagging:Put"),
  UNTAGGED("ObjectTagging:Delete"),
  EXPIRED("LifecycleExpiration:Delete"),
  EXPIRED_MARKED("LifecycleExpiration:DeleteMarkerCreated");

  private static final String S3 = "s3:";

  private final String text;

  ObjectEvent(String text) {
    this.text = text;
  }

  /** As it is noted, and told. */
  public String text() {
    return text;
  }

  /**
   * Those that a name means.
   *
   * @param name {@code s3:ObjectCreated:*}
   * @return empty where it means none that can happen here
   */
  public static Optional<List<ObjectEvent>> named(String name) {
    if (!name.startsWith(S3)) {
      return Optional.empty();
    }
    String wanted = name.substring(S3.length());
    List<ObjectEvent> meant =
        Arrays.stream(values())
            .filter(
                event ->
                    wanted.endsWith(":*")
                        ? event.text.startsWith(wanted.substring(0, wanted.length() - 1))
                        : event.text.equals(wanted))
            .toList();
    return meant.isEmpty() ? Optional.empty() : Optional.of(meant);
  }
}
