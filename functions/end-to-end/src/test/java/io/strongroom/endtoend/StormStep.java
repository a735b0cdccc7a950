package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What a client of the storm does in its turn. */
enum StormStep {
  PUT_OWN,
  PUT_SHARED,
  OVERWRITE_SHARED,
  COPY,
  COPY_SHARING_BLOBS,
  UPDATE_ENCRYPTION,
  COMPLETE,
  ABORT,
  READ,
  DELETE_SHARED,
  DELETE_OWN,
  DELETE_MANY,
  BUCKET;

  private static final RequestBody BODY = RequestBody.fromBytes(Samples.bytes(900));

  /** One request of a step. */
  @FunctionalInterface
  interface Request {
    void send();
  }

  /**
   * @param number counts up; names are taken from it
   */
  record Turn(S3Client s3, String bucket, int client, int number) {

    /** Nobody else's. */
    String own() {
      return "own/" + client + "/" + number / values().length % 3;
    }

    /** One of a few that everybody wants. */
    String shared() {
      return "shared/" + number % 5;
    }

    String otherShared() {
      return "shared/" + (number + 2) % 5;
    }
  }

  List<Request> requests(Turn turn, String kmsKey) {
    Map<String, String> kms = Mode.BUCKET_KEY.onWrite(kmsKey);
    return switch (this) {
      case PUT_OWN -> List.of(() -> put(turn, turn.own(), Map.of()));
      case PUT_SHARED -> List.of(() -> put(turn, turn.shared(), Map.of()));
      case OVERWRITE_SHARED ->
          List.of(
              () -> put(turn, turn.shared(), kms), () -> put(turn, turn.otherShared(), Map.of()));
      case COPY -> List.of(() -> copy(turn, turn.shared(), turn.own(), Map.of()));
      case COPY_SHARING_BLOBS ->
          List.of(
              () -> put(turn, turn.own(), kms),
              () -> copy(turn, turn.own(), turn.shared(), kms),
              () -> copy(turn, turn.shared(), turn.otherShared(), kms));
      case UPDATE_ENCRYPTION -> List.of(() -> updateEncryption(turn, kmsKey));
      case COMPLETE -> List.of(() -> multipart(turn, true));
      case ABORT -> List.of(() -> multipart(turn, false));
      case READ -> List.of(() -> read(turn));
      case DELETE_SHARED -> List.of(() -> delete(turn, turn.shared()));
      case DELETE_OWN -> List.of(() -> delete(turn, turn.own()));
      case DELETE_MANY -> List.of(() -> deleteMany(turn));
      case BUCKET -> List.of(() -> bucket(turn, turn.client()), () -> bucket(turn, 0));
    };
  }

  private static void put(Turn turn, String key, Map<String, String> headers) {
    turn.s3()
        .putObject(
            put -> put.bucket(turn.bucket()).key(key).overrideConfiguration(with(headers)), BODY);
  }

  private static void copy(Turn turn, String from, String to, Map<String, String> headers) {
    turn.s3()
        .copyObject(
            copy ->
                copy.sourceBucket(turn.bucket())
                    .sourceKey(from)
                    .destinationBucket(turn.bucket())
                    .destinationKey(to)
                    .overrideConfiguration(with(headers)));
  }

  private static void updateEncryption(Turn turn, String kmsKey) {
    turn.s3()
        .updateObjectEncryption(
            update ->
                update
                    .bucket(turn.bucket())
                    .key(turn.shared())
                    .objectEncryption(e -> e.ssekms(k -> k.kmsKeyArn(kmsKey))));
  }

  private static void multipart(Turn turn, boolean complete) {
    String key = turn.shared();
    String id =
        turn.s3().createMultipartUpload(create -> create.bucket(turn.bucket()).key(key)).uploadId();
    String tag =
        turn.s3()
            .uploadPart(
                part -> part.bucket(turn.bucket()).key(key).uploadId(id).partNumber(1), BODY)
            .eTag();
    if (complete) {
      CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
      turn.s3()
          .completeMultipartUpload(
              done ->
                  done.bucket(turn.bucket())
                      .key(key)
                      .uploadId(id)
                      .multipartUpload(parts -> parts.parts(part)));
    } else {
      turn.s3().abortMultipartUpload(end -> end.bucket(turn.bucket()).key(key).uploadId(id));
    }
  }

  private static void read(Turn turn) {
    turn.s3().listObjectsV2(list -> list.bucket(turn.bucket()));
    turn.s3().getObjectAsBytes(get -> get.bucket(turn.bucket()).key(turn.shared()));
  }

  private static void delete(Turn turn, String key) {
    turn.s3().deleteObject(delete -> delete.bucket(turn.bucket()).key(key));
  }

  /** The shared names, in another order each time, and two of its own. */
  private static void deleteMany(Turn turn) {
    List<ObjectIdentifier> names =
        IntStream.range(0, 7)
            .mapToObj(i -> i < 5 ? "shared/" + (i + turn.number()) % 5 : turn.own() + i)
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    turn.s3().deleteObjects(delete -> delete.bucket(turn.bucket()).delete(d -> d.objects(names)));
  }

  /** A bucket that is made, filled, emptied and deleted; bucket 0 is everybody's. */
  private static void bucket(Turn turn, int number) {
    String name = turn.bucket() + "-storm-" + number;
    turn.s3().createBucket(create -> create.bucket(name));
    turn.s3().putObject(put -> put.bucket(name).key("k"), BODY);
    turn.s3().deleteObject(delete -> delete.bucket(name).key("k"));
    turn.s3().deleteBucket(delete -> delete.bucket(name));
  }
}
