package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Deletion;
import java.util.Optional;
import java.util.function.Function;

/**
 * DeleteObject: needs no key, whatever the object is sealed under. A version that is named goes for
 * good; without one, a delete marker comes where versions are kept. Deleting what is not there
 * succeeds.
 */
public final class DeleteObject {

  private final AuthorizedBuckets buckets;
  private final Objects objects;

  public DeleteObject(AuthorizedBuckets buckets, Objects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  /** Whether a retention in governance mode is to give way. */
  public enum Bypass {
    /** Not a word of it. */
    UNSAID,
    /** It is not. */
    NO,
    YES
  }

  public record Command(Caller caller, Wanted wanted, WriteCondition condition, Bypass bypass) {}

  public Uni<Deletion> execute(Command command) {
    return buckets
        .onSeen(command.wanted().bucket(), bucket -> delete(command, bucket))
        .invoke(DeleteObject::requireDone);
  }

  private Uni<Optional<Deletion>> delete(Command command, Bucket bucket) {
    Objects.Permit permit =
        new Objects.Permit(Optional.of(bucket.revision()), command.bypass() == Bypass.YES);
    return buckets
        .require(
            command.caller(),
            Action.DELETE_OBJECT,
            command.wanted(),
            AccessConditions.none().onlyIf(command.condition()),
            Optional.of(bucket))
        .invoke(allowed -> requireLock(command.bypass(), bucket))
        .call(allowed -> requireToBypass(command, bucket))
        .chain(allowed -> objects.delete(command.wanted(), command.condition(), permit));
  }

  /** S3: to speak of retention where there is none is an error, whatever is said of it. */
  private static void requireLock(Bypass bypass, Bucket bucket) {
    if (bypass != Bypass.UNSAID && bucket.settings().lock().isEmpty()) {
      throw new ObjectStoreException(
          new LockError.BypassWithoutLock(Boolean.toString(bypass == Bypass.YES)));
    }
  }

  private Uni<?> requireToBypass(Command command, Bucket bucket) {
    return command.bypass() == Bypass.YES
        ? buckets.require(
            command.caller(),
            Action.BYPASS_GOVERNANCE_RETENTION,
            command.wanted(),
            AccessConditions.none(),
            Optional.of(bucket))
        : Uni.createFrom().voidItem();
  }

  private static void requireDone(Deletion deletion) {
    refusal(deletion, VersionError.InvalidVersionId::new)
        .ifPresent(
            error -> {
              throw new ObjectStoreException(error);
            });
  }

  /**
   * Why nothing was done, if so.
   *
   * @param unknown what is said of a version id that the bucket never gave out
   */
  static Optional<RequestError> refusal(Deletion deletion, Function<String, RequestError> unknown) {
    return switch (deletion.outcome()) {
      case DONE, NOTHING_THERE, MARKED -> Optional.empty();
      case UNKNOWN_VERSION ->
          deletion.wanted().version().map(version -> unknown.apply(version.value()));
      case PROTECTED -> Optional.of(new VersionError.ObjectProtected());
    };
  }
}
