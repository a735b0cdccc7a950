package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import java.util.Optional;
import java.util.function.Function;

/** The bucket exists and the caller may act on it: the first step of every operation. */
public final class AuthorizedBuckets {

  /** Nobody changes a bucket so often that a deletion never meets it as it was read. */
  private static final int MAX_CHANGES = 10;

  /** Enough for the buckets that are in use at one time. */
  private static final int REMEMBERED = 1_000;

  private final Buckets buckets;
  private final Authorizer authorizer;
  private final SeenBuckets seen = new SeenBuckets(REMEMBERED);

  public AuthorizedBuckets(Buckets buckets, Authorizer authorizer) {
    this.buckets = buckets;
    this.authorizer = authorizer;
  }

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<Bucket> get(Caller caller, Action action, BucketName name) {
    return buckets.find(name).map(found -> require(caller, action, name, found));
  }

  /**
   * As {@link #get}, of a bucket that was looked up together with what is in it.
   *
   * @throws ObjectStoreException NoSuchBucket, AccessDenied
   */
  public Bucket require(Caller caller, Action action, BucketName name, Optional<Bucket> found) {
    seen.note(name, found);
    Bucket bucket =
        found.orElseThrow(() -> new ObjectStoreException(new RequestError.NoSuchBucket(name)));
    authorizer.requireAccess(caller, action, bucket);
    return bucket;
  }

  /**
   * Does {@code work} on a bucket without a question before it: access is decided on the bucket as
   * it was seen last, and the work itself says whether it still is that revision. If it is not, or
   * if access was refused, the bucket is read and everything decided again.
   *
   * @param work does nothing and answers {@code OTHER_BUCKET} when the bucket has another revision
   */
  public Uni<Objects.Deletion> delete(
      Caller caller, BucketName name, Function<Bucket, Uni<Objects.Deletion>> work) {
    return seen.of(name)
        .filter(bucket -> isAllowed(caller, bucket))
        .map(work)
        .orElseGet(() -> Uni.createFrom().item(Objects.Deletion.OTHER_BUCKET))
        .chain(done -> again(done, MAX_CHANGES, caller, name, work));
  }

  private Uni<Objects.Deletion> again(
      Objects.Deletion done,
      int left,
      Caller caller,
      BucketName name,
      Function<Bucket, Uni<Objects.Deletion>> work) {
    if (done != Objects.Deletion.OTHER_BUCKET) {
      return Uni.createFrom().item(done);
    }
    if (left == 0) {
      throw new ObjectStoreException(new RequestError.StorageBusy("bucket " + name));
    }
    return get(caller, Action.DELETE_OBJECT, name)
        .chain(bucket -> work.apply(bucket))
        .chain(outcome -> again(outcome, left - 1, caller, name, work));
  }

  private boolean isAllowed(Caller caller, Bucket bucket) {
    try {
      authorizer.requireAccess(caller, Action.DELETE_OBJECT, bucket);
      return true;
    } catch (ObjectStoreException refused) {
      return false;
    }
  }
}
