package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * DeleteObjects: up to 1,000 keys of one bucket. Access is asked for key by key; those that the
 * caller may delete go in one transaction, the others are named in the result.
 */
public final class DeleteObjects {

  private final AuthorizedBuckets buckets;
  private final Authorizer authorizer;
  private final Objects objects;

  public DeleteObjects(AuthorizedBuckets buckets, Authorizer authorizer, Objects objects) {
    this.buckets = buckets;
    this.authorizer = authorizer;
    this.objects = objects;
  }

  /**
   * @param quiet whether the client wants to hear of failures only
   */
  public record Command(Caller caller, BucketName bucket, List<ObjectKey> keys, boolean quiet) {}

  /**
   * @param deleted in the order asked for
   */
  public record Result(List<ObjectKey> deleted, List<Refused> refused, boolean quiet) {

    public Result {
      deleted = List.copyOf(deleted);
      refused = List.copyOf(refused);
    }
  }

  /** A key that stays. */
  public record Refused(ObjectKey key, RequestError.AccessDenied reason) {}

  private record Answer(ObjectKey key, Optional<Refused> refused) {}

  public Uni<Result> execute(Command command) {
    return buckets
        .onSeen(command.bucket(), bucket -> delete(command, bucket))
        .map(answers -> result(command, answers));
  }

  /** Also without a key that may go: so that nobody is refused for a bucket that is no more. */
  private Uni<Optional<List<Answer>>> delete(Command command, Bucket bucket) {
    return answers(command, bucket)
        .chain(
            answers ->
                objects
                    .deleteAll(
                        bucket.name(),
                        new LinkedHashSet<>(allowed(answers)),
                        Optional.of(bucket.revision()))
                    .map(done -> done.ofThatBucket().map(deletion -> answers)));
  }

  private static Result result(Command command, List<Answer> answers) {
    List<Refused> refused = answers.stream().flatMap(each -> each.refused().stream()).toList();
    return new Result(allowed(answers), refused, command.quiet());
  }

  private static List<ObjectKey> allowed(List<Answer> answers) {
    return answers.stream().filter(each -> each.refused().isEmpty()).map(Answer::key).toList();
  }

  private Uni<List<Answer>> answers(Command command, Bucket bucket) {
    return Multi.createFrom()
        .iterable(command.keys())
        .onItem()
        .transformToUniAndConcatenate(key -> ask(command.caller(), bucket, key))
        .collect()
        .asList();
  }

  private Uni<Answer> ask(Caller caller, Bucket bucket, ObjectKey key) {
    Resource object = new Resource.OfObject(bucket, key, Optional.empty());
    return authorizer
        .require(new AccessRequest(caller, Action.DELETE_OBJECT, object))
        .map(allowed -> new Answer(key, Optional.empty()))
        .onFailure()
        .recoverWithUni(failure -> refused(key, failure));
  }

  private static Uni<Answer> refused(ObjectKey key, Throwable failure) {
    return failure instanceof ObjectStoreException refusal
            && refusal.error() instanceof RequestError.AccessDenied denied
        ? Uni.createFrom().item(new Answer(key, Optional.of(new Refused(key, denied))))
        : Uni.createFrom().failure(failure);
  }
}
