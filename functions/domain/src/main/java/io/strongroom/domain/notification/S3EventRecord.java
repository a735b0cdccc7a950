package io.strongroom.domain.notification;

import io.strongroom.domain.port.EventTargets.Message;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Told;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Events as S3 tells them, in the structure of version 2.3. Who made a request and where it came
 * from is not noted, and so not told: those members are absent.
 *
 * <p>Source: "Event message structure", Amazon S3 user guide.
 */
final class S3EventRecord {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private S3EventRecord() {}

  /**
   * @param listener id of whoever is told
   */
  static Message of(Told piece, Bucket bucket, String listener) {
    String key = piece.version().object().key().value();
    String time = TIME.format(piece.facts().at());
    String record =
        "{\"eventVersion\":\"2.3\",\"eventSource\":\"aws:s3\",\"awsRegion\":"
            + quoted(bucket.region().value())
            + ",\"eventTime\":"
            + quoted(time)
            + ",\"eventName\":"
            + quoted(piece.event())
            + ",\"s3\":{\"s3SchemaVersion\":\"1.0\",\"configurationId\":"
            + quoted(listener)
            + ",\"bucket\":{\"name\":"
            + quoted(bucket.name().value())
            + ",\"ownerIdentity\":{\"principalId\":"
            + quoted(bucket.owner().value())
            + "},\"arn\":"
            + quoted(bucket.name().arn())
            + "},\"object\":"
            + object(piece, bucket, key)
            + "}}";
    return new Message(
        bucket.name().value() + "-" + piece.id(),
        piece.event(),
        "aws:s3." + bucket.region() + "." + bucket.name().value(),
        bucket.name().value(),
        key,
        time,
        record,
        "{\"Records\":[" + record + "]}");
  }

  private static String object(Told piece, Bucket bucket, String key) {
    StringBuilder object =
        new StringBuilder("{\"key\":")
            .append(quoted(URLEncoder.encode(key, StandardCharsets.UTF_8)));
    if (!piece.event().contains("Removed:") && !piece.event().contains("Expiration:")) {
      piece.facts().size().ifPresent(size -> object.append(",\"size\":").append(size));
      piece
          .facts()
          .etag()
          .ifPresent(tag -> object.append(",\"eTag\":").append(quoted(tag.value())));
    }
    if (bucket.versioning().isKept()) {
      object.append(",\"versionId\":").append(quoted(piece.version().version().value()));
    }
    // S3: longer ones are greater; of one length they are compared as text.
    return object
        .append(",\"sequencer\":")
        .append(quoted("%016X".formatted(piece.id())))
        .append('}')
        .toString();
  }

  /** What S3 sends when a configuration is set, to see whether it arrives. */
  static Message test(Bucket bucket, Instant at, String id) {
    String time = TIME.format(at);
    String document =
        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":"
            + quoted(time)
            + ",\"Bucket\":"
            + quoted(bucket.name().value())
            + ",\"RequestId\":"
            + quoted(id)
            + "}";
    return new Message(
        "test-" + id,
        "TestEvent",
        "aws:s3." + bucket.region() + "." + bucket.name().value(),
        bucket.name().value(),
        "",
        time,
        document,
        document);
  }

  /** A JSON string. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
