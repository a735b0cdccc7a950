package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Tag;

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
  VERSIONS,
  MARKS,
  SETTINGS,
  USERS,
  BUCKET;

  private static final RequestBody BODY = RequestBody.fromBytes(Samples.bytes(900));

  /** What all clients of the storm are sent to. */
  record Service(S3Client s3, IamClient iam, String bucket) {}

  /** One request of a step. */
  @FunctionalInterface
  interface Request {
    void send();
  }

  /**
   * @param number counts up; names are taken from it
   */
  record Turn(Service service, int client, int number) {

    S3Client s3() {
      return service.s3();
    }

    IamClient iam() {
      return service.iam();
    }

    String bucket() {
      return service.bucket();
    }

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
      case VERSIONS -> versions(turn);
      case MARKS -> StormMarks.requests(turn, BODY);
      case SETTINGS -> settings(turn);
      case USERS -> users(turn);
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

  /** In a bucket that keeps versions, but for moments, where everybody wants the same names. */
  private static List<Request> versions(Turn turn) {
    String kept = turn.bucket() + "-versions";
    BucketVersioningStatus status =
        turn.number() % 7 == 0 ? BucketVersioningStatus.SUSPENDED : BucketVersioningStatus.ENABLED;
    return List.of(
        () -> turn.s3().createBucket(create -> create.bucket(kept)),
        () ->
            turn.s3()
                .putBucketVersioning(
                    put -> put.bucket(kept).versioningConfiguration(v -> v.status(status))),
        () -> turn.s3().putObject(put -> put.bucket(kept).key(turn.shared()), BODY),
        () -> turn.s3().deleteObject(delete -> delete.bucket(kept).key(turn.shared())),
        () -> turn.s3().putObject(put -> put.bucket(kept).key(turn.otherShared()), BODY),
        () -> deleteOldest(turn, kept));
  }

  private static void deleteOldest(Turn turn, String bucket) {
    turn
        .s3()
        .listObjectVersions(list -> list.bucket(bucket).prefix(turn.shared()))
        .versions()
        .stream()
        .reduce((newer, older) -> older)
        .ifPresent(
            oldest ->
                turn.s3()
                    .deleteObject(
                        delete ->
                            delete.bucket(bucket).key(oldest.key()).versionId(oldest.versionId())));
  }

  /** Of the bucket that all use, each another one and all the same. */
  private static List<Request> settings(Turn turn) {
    String bucket = turn.bucket();
    return List.of(
        () ->
            turn.s3()
                .putBucketTagging(
                    put -> put.bucket(bucket).tagging(t -> t.tagSet(tag("v" + turn.number())))),
        () ->
            turn.s3()
                .putBucketCors(
                    put ->
                        put.bucket(bucket)
                            .corsConfiguration(
                                cors -> cors.corsRules(origin("https://" + turn.client())))),
        () -> turn.s3().putBucketPolicy(put -> put.bucket(bucket).policy(policy(bucket))),
        () -> turn.s3().getBucketPolicy(get -> get.bucket(bucket)),
        () -> turn.s3().deleteBucketPolicy(delete -> delete.bucket(bucket)));
  }

  private static Tag tag(String value) {
    return Tag.builder().key("k").value(value).build();
  }

  private static CORSRule origin(String origin) {
    return CORSRule.builder().allowedMethods("GET").allowedOrigins(origin).build();
  }

  private static String policy(String bucket) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",\
        "Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/nobody/*"}]}"""
        .formatted(bucket);
  }

  /** One of its own that comes and goes with a key and a policy, and one that all make. */
  private static List<Request> users(Turn turn) {
    String own = "storm-" + turn.client();
    return List.of(
        () -> turn.iam().createUser(create -> create.userName("storm")),
        () -> turn.iam().createUser(create -> create.userName(own)),
        () ->
            turn.iam()
                .putUserPolicy(
                    put ->
                        put.userName(own)
                            .policyName("p")
                            .policyDocument(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                    + "\"Action\":\"s3:*\",\"Resource\":\"*\"}]}")),
        () -> comeAndGo(turn, own),
        () -> turn.iam().deleteUserPolicy(gone -> gone.userName(own).policyName("p")),
        () -> turn.iam().deleteUser(gone -> gone.userName(own)),
        () -> turn.iam().deleteUser(gone -> gone.userName("storm")));
  }

  private static void comeAndGo(Turn turn, String user) {
    String key =
        turn.iam().createAccessKey(create -> create.userName(user)).accessKey().accessKeyId();
    turn.iam().deleteAccessKey(delete -> delete.userName(user).accessKeyId(key));
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
