package io.strongroom.endtoend;

import io.strongroom.endtoend.StormStep.Request;
import io.strongroom.endtoend.StormStep.Turn;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.Tag;

/** Tags and locks of versions that everybody wants, set, read and taken away in between. */
final class StormMarks {
  private StormMarks() {}

  static List<Request> requests(Turn turn, RequestBody body) {
    String locking = turn.bucket() + "-locks";
    String key = turn.shared();
    boolean on = turn.number() % 2 == 0;
    return List.of(
        () ->
            turn.s3()
                .createBucket(create -> create.bucket(locking).objectLockEnabledForBucket(true)),
        () -> turn.s3().putObject(put -> put.bucket(locking).key(key).tagging("a=1"), body),
        () ->
            turn.s3()
                .putObjectTagging(
                    put -> put.bucket(locking).key(key).tagging(t -> t.tagSet(tag(turn)))),
        () -> hold(turn, locking, key, on),
        () -> retain(turn, locking, key),
        () -> turn.s3().getObjectTagging(get -> get.bucket(locking).key(key)),
        () -> turn.s3().deleteObject(delete -> delete.bucket(locking).key(key)),
        () -> deleteOldest(turn, locking));
  }

  private static Tag tag(Turn turn) {
    return Tag.builder().key("k").value("v" + turn.number()).build();
  }

  private static void hold(Turn turn, String bucket, String key, boolean on) {
    ObjectLockLegalHoldStatus status =
        on ? ObjectLockLegalHoldStatus.ON : ObjectLockLegalHoldStatus.OFF;
    turn.s3()
        .putObjectLegalHold(
            put -> put.bucket(bucket).key(key).legalHold(hold -> hold.status(status)));
  }

  /** For a second, in the mode that gives way. */
  private static void retain(Turn turn, String bucket, String key) {
    turn.s3()
        .putObjectRetention(
            put ->
                put.bucket(bucket)
                    .key(key)
                    .bypassGovernanceRetention(true)
                    .retention(
                        kept ->
                            kept.mode(ObjectLockRetentionMode.GOVERNANCE)
                                .retainUntilDate(Instant.now().plusSeconds(1))));
  }

  /** Of its own key: what is held stays, what is retained gives way. */
  private static void deleteOldest(Turn turn, String bucket) {
    List<ObjectVersion> versions =
        turn.s3().listObjectVersions(list -> list.bucket(bucket).prefix(turn.shared())).versions();
    if (!versions.isEmpty()) {
      ObjectVersion oldest = versions.getLast();
      turn.s3()
          .deleteObject(
              delete ->
                  delete
                      .bucket(bucket)
                      .key(oldest.key())
                      .versionId(oldest.versionId())
                      .bypassGovernanceRetention(true));
    }
  }
}
