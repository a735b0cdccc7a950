package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.bucket.BucketName;
import java.util.List;

/** DeleteObjects: up to 1,000 keys of one bucket. */
public final class DeleteObjects {

  /**
   * @param quiet whether the client wants to hear of failures only
   */
  public record Command(Caller caller, BucketName bucket, List<ObjectKey> keys, boolean quiet) {}

  public record Result(List<ObjectKey> deleted, boolean quiet) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
