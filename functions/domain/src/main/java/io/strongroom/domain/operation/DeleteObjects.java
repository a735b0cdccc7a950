package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.port.Objects;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** DeleteObjects: up to 1,000 keys of one bucket, in one transaction. */
public final class DeleteObjects {

  private final AuthorizedBuckets buckets;
  private final Objects objects;

  public DeleteObjects(AuthorizedBuckets buckets, Objects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  /**
   * @param quiet whether the client wants to hear of failures only
   */
  public record Command(Caller caller, BucketName bucket, List<ObjectKey> keys, boolean quiet) {}

  public record Result(List<ObjectKey> deleted, boolean quiet) {}

  public Uni<Result> execute(Command command) {
    return buckets
        .delete(
            command.caller(),
            command.bucket(),
            bucket ->
                objects.deleteAll(
                    bucket.name(),
                    new LinkedHashSet<>(command.keys()),
                    Optional.of(bucket.revision())))
        .map(done -> new Result(command.keys(), command.quiet()));
  }
}
