package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the maker of a job may do to each version what the job does: as if they did it one by
 * one. So what they may not do any more, their jobs do not do either. Thread-safe.
 */
public final class JobRights {

  private final AuthorizedBuckets buckets;
  private final Authorizer authorizer;

  public JobRights(AuthorizedBuckets buckets, Authorizer authorizer) {
    this.buckets = buckets;
    this.authorizer = authorizer;
  }

  /** For some versions that are worked on now, whose buckets are read once. */
  Batch batch(JobTask task, Caller caller) {
    return new Batch(task, caller);
  }

  /** The same question about several versions. Thread-safe. */
  final class Batch {

    private final JobTask task;
    private final Caller caller;
    private final Map<BucketName, Uni<Bucket>> read = new ConcurrentHashMap<>();

    private Batch(JobTask task, Caller caller) {
      this.task = task;
      this.caller = caller;
    }

    JobTask task() {
      return task;
    }

    Caller caller() {
      return caller;
    }

    /** Fails with AccessDenied, or with NoSuchBucket for one that went. */
    Uni<Void> require(ObjectVersion object) {
      return read.computeIfAbsent(
              object.ref().bucket(), name -> buckets.find(name).memoize().indefinitely())
          .chain(bucket -> require(object, bucket, actions()));
    }

    private Uni<Void> require(ObjectVersion object, Bucket bucket, List<Action> left) {
      Resource.OfObject version =
          new Resource.OfObject(bucket, object.ref().key(), Optional.empty());
      AccessConditions conditions = conditions().onTagged(object.marks().tags());
      return authorizer
          .require(new AccessRequest(caller, left.getFirst(), version, conditions))
          .chain(
              () ->
                  left.size() == 1
                      ? Uni.createFrom().voidItem()
                      : require(object, bucket, left.subList(1, left.size())));
    }

    /** As the operation asks that does it to one object. */
    private List<Action> actions() {
      return switch (task) {
        case JobTask.Rewrap _, JobTask.Encrypt _ ->
            List.of(Action.UPDATE_OBJECT_ENCRYPTION, Action.PUT_OBJECT);
        case JobTask.ReEncrypt _ ->
            List.of(Action.GET_OBJECT, Action.UPDATE_OBJECT_ENCRYPTION, Action.PUT_OBJECT);
        case JobTask.Verify _, JobTask.Inventory _ -> List.of(Action.GET_OBJECT);
        case JobTask.Erase _ -> List.of(Action.DELETE_OBJECT_VERSION);
        case JobTask.Replicate _ -> List.of(Action.INITIATE_REPLICATION);
      };
    }

    private AccessConditions conditions() {
      return switch (task) {
        case JobTask.Rewrap(var target) -> writing(target);
        case JobTask.Encrypt(var target) -> writing(target);
        case JobTask.ReEncrypt(var target, var _) ->
            target.map(Batch::writing).orElse(AccessConditions.none());
        case JobTask.Verify _, JobTask.Inventory _, JobTask.Erase _, JobTask.Replicate _ ->
            AccessConditions.none();
      };
    }

    private static AccessConditions writing(JobTask.Target target) {
      return AccessConditions.writing(
          switch (target) {
            case JobTask.Target.KmsKey(KmsKeyId keyId, Optional<Boolean> bucketKey) ->
                new EncryptionRequest.KmsManaged(
                    Optional.of(keyId.name()),
                    EncryptionContext.empty(),
                    bucketKey,
                    DataCipher.AES_256);
            case JobTask.Target.ServiceKey _ -> new EncryptionRequest.ServiceManaged();
          });
    }
  }
}
