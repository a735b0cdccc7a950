package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DeleteObjects: up to 1,000 keys or versions of one bucket. Access is asked for one by one; those
 * that the caller may delete go in one transaction, the others are named in the result.
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
   * @param bypass whether retentions in governance mode are to give way. In a bucket without locks
   *     it asks for nothing: tools that clean up send it with every batch
   */
  public record Command(
      Caller caller, BucketName bucket, List<Wanted> wanted, boolean quiet, boolean bypass) {

    public Command {
      wanted = List.copyOf(wanted);
    }
  }

  /**
   * @param deleted in any order
   */
  public record Result(List<Deletion> deleted, List<Refused> refused, boolean quiet) {

    public Result {
      deleted = List.copyOf(deleted);
      refused = List.copyOf(refused);
    }
  }

  /** What stays. */
  public record Refused(Wanted wanted, RequestError reason) {}

  private record Answer(Wanted wanted, Optional<Refused> refused) {}

  private record Done(List<Answer> answers, List<Deletion> deletions) {}

  public Uni<Result> execute(Command command) {
    return buckets
        .onSeen(command.bucket(), bucket -> delete(command, bucket))
        .map(done -> result(command, done));
  }

  /** Also without a key that may go: so that nobody is refused for a bucket that is no more. */
  private Uni<Optional<Done>> delete(Command command, Bucket bucket) {
    Objects.Permit permit =
        new Objects.Permit(Optional.of(bucket.revision()), bypasses(command, bucket));
    return answers(command, bucket)
        .chain(
            answers ->
                objects
                    .deleteAll(bucket.name(), allowed(answers), permit)
                    .map(done -> done.map(deletions -> new Done(answers, deletions))));
  }

  private static Result result(Command command, Done done) {
    List<Refused> refused = new ArrayList<>();
    List<Deletion> deleted = new ArrayList<>();
    done.answers().forEach(answer -> answer.refused().ifPresent(refused::add));
    for (Deletion deletion : done.deletions()) {
      refusal(deletion)
          .ifPresentOrElse(
              error -> refused.add(new Refused(deletion.wanted(), error)),
              () -> deleted.add(deletion));
    }
    return new Result(deleted, refused, command.quiet());
  }

  /** S3: in a batch, an id that was never given out is one that is not there. */
  private static Optional<RequestError> refusal(Deletion deletion) {
    return DeleteObject.refusal(
        deletion, given -> new VersionError.NoSuchVersion(deletion.wanted().key(), given));
  }

  private static List<Wanted> allowed(List<Answer> answers) {
    return answers.stream().filter(each -> each.refused().isEmpty()).map(Answer::wanted).toList();
  }

  private Uni<List<Answer>> answers(Command command, Bucket bucket) {
    return Multi.createFrom()
        .iterable(command.wanted())
        .onItem()
        .transformToUniAndConcatenate(wanted -> ask(command, bucket, wanted))
        .collect()
        .asList();
  }

  private static boolean bypasses(Command command, Bucket bucket) {
    return command.bypass() && bucket.settings().lock().isPresent();
  }

  private Uni<Answer> ask(Command command, Bucket bucket, Wanted wanted) {
    return require(command.caller(), Action.DELETE_OBJECT, wanted, bucket)
        .chain(
            allowed ->
                bypasses(command, bucket)
                    ? require(command.caller(), Action.BYPASS_GOVERNANCE_RETENTION, wanted, bucket)
                    : Uni.createFrom().voidItem())
        .map(allowed -> new Answer(wanted, Optional.empty()))
        .onFailure()
        .recoverWithUni(failure -> refused(wanted, failure));
  }

  private Uni<Void> require(Caller caller, Action action, Wanted wanted, Bucket bucket) {
    return authorizer.require(
        AuthorizedBuckets.ofVersion(caller, action, wanted, AccessConditions.none(), bucket));
  }

  private static Uni<Answer> refused(Wanted wanted, Throwable failure) {
    return failure instanceof ObjectStoreException refusal
            && refusal.error() instanceof RequestError.AccessDenied denied
        ? Uni.createFrom().item(new Answer(wanted, Optional.of(new Refused(wanted, denied))))
        : Uni.createFrom().failure(failure);
  }
}
