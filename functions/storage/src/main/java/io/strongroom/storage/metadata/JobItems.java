package io.strongroom.storage.metadata;

import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Versions that a job works on: as rows, and as what is to be noted of them. Stateless. */
final class JobItems {

  private JobItems() {}

  /** A row that cannot be read costs its own version, and none beside it. */
  static JobItem read(Row row) {
    VersionRef ref =
        new VersionRef(
            new ObjectRef(new BucketName(row.getString(0)), new ObjectKey(row.getString(1))),
            new VersionId(row.getString(ObjectColumns.WIDTH)));
    Optional<Version> found =
        StoredRows.readOneOfMany(ref::object, () -> ObjectColumns.read(row, 0));
    Long size = row.getLong(2);
    return new JobItem(
        ref, found, size == null ? 0 : size, row.getString(ObjectColumns.READ_WIDTH));
  }

  static JsonArray noted(List<JobItem.Outcome> outcomes) {
    JsonArray all = new JsonArray();
    for (int i = 0; i < outcomes.size(); i++) {
      all.add(noted(outcomes.get(i), i));
    }
    return all;
  }

  private static JsonObject noted(JobItem.Outcome outcome, int number) {
    JobItem item = outcome.item();
    JsonObject json =
        new JsonObject()
            .put("n", number)
            .put("bucket", item.ref().object().bucket().value())
            .put("key", item.ref().object().key().value())
            .put("version", item.ref().version().value())
            .put("result", outcome.result().name())
            .put("reason", outcome.reason())
            .put("detail", outcome.detail().replace("\0", ""))
            .put("size", item.size())
            .put("seen", item.seen());
    outcome
        .changed()
        .ifPresent(
            changed -> {
              json.put("expected", base64(seen(item).encode()));
              addSealing(json, changed.to());
              if (!changed.blobs().isEmpty()) {
                addData(json, changed);
              }
            });
    return json;
  }

  /** Of a version whose data was sealed again. */
  private static void addData(JsonObject json, JobItem.Change change) {
    json.put("etag", change.to().etag().value())
        .put("manifest", base64(change.to().manifest().bytes()))
        .put(
            "blobs",
            change.blobs().stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")));
    change.bytes().ifPresent(bytes -> json.put("bytes", base64(bytes.bytes())));
  }

  private static Envelope seen(JobItem item) {
    return item.found()
        .flatMap(Version::object)
        .orElseThrow(() -> new IllegalArgumentException("a change of what is no object"))
        .envelope();
  }

  private static void addSealing(JsonObject json, ObjectVersion changed) {
    Tuple values = ObjectColumns.sealing(changed.sealing());
    List<String> names = ObjectColumns.sealingNames();
    for (int i = 0; i < names.size(); i++) {
      Object value = values.getValue(i);
      json.put(names.get(i), value instanceof Buffer bytes ? base64(bytes.getBytes()) : value);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
