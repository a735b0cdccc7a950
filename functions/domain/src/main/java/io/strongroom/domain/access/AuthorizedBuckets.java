package io.strongroom.domain.access;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.VersionMarks;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The first step of an operation: the bucket exists, and the caller may do this to it or to an
 * object in it. Everything here fails with NoSuchBucket or AccessDenied.
 */
public final class AuthorizedBuckets {

  /** Nobody changes a bucket so often that a deletion never meets it as it was read. */
  private static final int MAX_CHANGES = 10;

  /** Enough for the buckets that are in use at one time. */
  private static final int REMEMBERED = 1_000;

  private final Buckets buckets;
  private final Authorizer authorizer;
  private final Quotas quotas;
  private final SeenBuckets seen = new SeenBuckets(REMEMBERED);

  public AuthorizedBuckets(Buckets buckets, Authorizer authorizer, Quotas quotas) {
    this.buckets = buckets;
    this.authorizer = authorizer;
    this.quotas = quotas;
  }

  /** For bytes that are going to be written. Fails with QuotaExceeded, and with nothing else. */
  public Uni<Bucket> requireRoom(Bucket bucket, OptionalLong more) {
    return quotas.requireRoom(bucket, more);
  }

  /** Keeps why an operation refuses what policies would let through. */
  public void note(RuleRefusal refusal) {
    authorizer.note(refusal);
  }

  /** For something done to the bucket. */
  public Uni<Bucket> get(Caller caller, Action action, BucketName name) {
    return get(caller, action, name, AccessConditions.none());
  }

  public Uni<Bucket> get(
      Caller caller, Action action, BucketName name, AccessConditions conditions) {
    return required(
        name,
        bucket -> new AccessRequest(caller, action, new Resource.OfBucket(bucket), conditions));
  }

  /** For something done to an object. */
  public Uni<Bucket> get(Caller caller, Action action, ObjectRef ref) {
    return get(caller, action, ref, AccessConditions.none());
  }

  public Uni<Bucket> get(Caller caller, Action action, ObjectRef ref, AccessConditions conditions) {
    return required(ref.bucket(), bucket -> ofObject(caller, action, ref, conditions, bucket));
  }

  /**
   * For something done to an object, of a bucket that was looked up together with what is in it.
   */
  public Uni<Bucket> require(
      Caller caller,
      Action action,
      ObjectRef ref,
      AccessConditions conditions,
      Optional<Bucket> found) {
    return Uni.createFrom()
        .item(() -> existing(ref.bucket(), found))
        .call(bucket -> authorizer.require(ofObject(caller, action, ref, conditions, bucket)));
  }

  /**
   * As {@link #require(Caller, Action, ObjectRef, AccessConditions, Optional)}, for something done
   * to what may be one version: to name one needs a permission of its own.
   */
  public Uni<Bucket> require(
      Caller caller,
      Action action,
      Wanted wanted,
      AccessConditions conditions,
      Optional<Bucket> found) {
    return Uni.createFrom()
        .item(() -> existing(wanted.bucket(), found))
        .call(bucket -> authorizer.require(ofVersion(caller, action, wanted, conditions, bucket)));
  }

  /**
   * For a version that is to be written with these marks, into a bucket that the caller may write
   * to: each kind of mark is a permission of its own.
   */
  public Uni<Bucket> requireToMark(
      Caller caller, ObjectRef ref, VersionMarks marks, Bucket bucket) {
    if (marks.lock().isGiven() && bucket.settings().lock().isEmpty()) {
      throw new ObjectStoreException(new LockError.BucketNotLockable(true));
    }
    AccessConditions brought = AccessConditions.none().bringing(marks);
    return Multi.createFrom()
        .iterable(MarkRights.toWrite(marks))
        .onItem()
        .transformToUniAndConcatenate(
            action -> authorizer.require(ofObject(caller, action, ref, brought, bucket)))
        .collect()
        .last()
        .replaceWith(bucket);
  }

  /** Those marks of an object that the caller may read. */
  Uni<VersionMarks> visibleMarks(Caller caller, Wanted wanted, FoundObject found) {
    VersionMarks marks = found.object().marks();
    AccessConditions tagged = AccessConditions.none().onTagged(marks.tags());
    return Multi.createFrom()
        .iterable(MarkRights.toRead(marks))
        .onItem()
        .transformToUniAndConcatenate(
            action ->
                authorizer
                    .require(ofVersion(caller, action, wanted, tagged, found.bucket()))
                    .map(allowed -> Optional.of(action))
                    .onFailure(AuthorizedBuckets::isRefusal)
                    .recoverWithItem(Optional.empty()))
        .filter(Optional::isPresent)
        .map(Optional::get)
        .collect()
        .asSet()
        .map(allowed -> MarkRights.visible(marks, allowed));
  }

  /** The question about an object, or about a version of it. */
  public static AccessRequest ofVersion(
      Caller caller, Action action, Wanted wanted, AccessConditions conditions, Bucket bucket) {
    return new AccessRequest(
        caller,
        wanted.version().isPresent() ? action.ofVersion() : action,
        new Resource.OfObject(bucket, wanted.key(), wanted.version()),
        conditions);
  }

  /**
   * For whoever asked for an object or a version that is not there: whether they may be told so.
   *
   * @param found the bucket that was looked into
   */
  public Uni<Bucket> requireToList(Caller caller, Wanted wanted, Optional<Bucket> found) {
    AccessConditions named = AccessConditions.none().with(Fact.PREFIX, wanted.key().value());
    Action action = wanted.version().isPresent() ? Action.LIST_BUCKET_VERSIONS : Action.LIST_BUCKET;
    return Uni.createFrom()
        .item(() -> existing(wanted.bucket(), found))
        .call(
            bucket ->
                authorizer.require(
                    new AccessRequest(caller, action, new Resource.OfBucket(bucket), named)));
  }

  /**
   * Does {@code work} on a bucket without a question before it: on the bucket as it was seen last,
   * and the work itself says whether it still is that revision. If it is not, or if access to it
   * was refused, the bucket is read and everything done again.
   *
   * @param work asks for access itself; it does nothing and gives nothing when the bucket has
   *     another revision
   */
  public <T> Uni<T> onSeen(BucketName name, Function<Bucket, Uni<Optional<T>>> work) {
    return seen.of(name)
        .map(
            bucket ->
                work.apply(bucket)
                    .onFailure(AuthorizedBuckets::mayBeOutdated)
                    .recoverWithItem(Optional::empty))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
        .chain(done -> again(done, MAX_CHANGES, name, work));
  }

  private <T> Uni<T> again(
      Optional<T> done, int left, BucketName name, Function<Bucket, Uni<Optional<T>>> work) {
    if (done.isPresent()) {
      return Uni.createFrom().item(done.get());
    }
    if (left == 0) {
      throw new ObjectStoreException(new RequestError.StorageBusy("bucket " + name));
    }
    return find(name).chain(work::apply).chain(outcome -> again(outcome, left - 1, name, work));
  }

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.AccessDenied;
  }

  /** Whether the bucket as it is now may answer otherwise. */
  private static boolean mayBeOutdated(Throwable failure) {
    return isRefusal(failure)
        || (failure instanceof ObjectStoreException refused
            && refused.error() instanceof LockError.BypassWithoutLock);
  }

  private static AccessRequest ofObject(
      Caller caller, Action action, ObjectRef ref, AccessConditions conditions, Bucket bucket) {
    return new AccessRequest(
        caller, action, new Resource.OfObject(bucket, ref.key(), Optional.empty()), conditions);
  }

  private Uni<Bucket> required(BucketName name, Function<Bucket, AccessRequest> question) {
    return find(name).call(bucket -> authorizer.require(question.apply(bucket)));
  }

  /** The bucket, before anything was asked about the caller. Fails with NoSuchBucket. */
  public Uni<Bucket> find(BucketName name) {
    return buckets.find(name).map(found -> existing(name, found));
  }

  private Bucket existing(BucketName name, Optional<Bucket> found) {
    seen.note(name, found);
    return found.orElseThrow(() -> new ObjectStoreException(new RequestError.NoSuchBucket(name)));
  }
}
