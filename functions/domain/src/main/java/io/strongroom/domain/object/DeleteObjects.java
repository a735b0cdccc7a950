package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.bucket.BucketName;
import java.util.List;

/** DeleteObjects: up to 1,000 keys of one bucket. */
public final class DeleteObjects {

  public record Command(Caller caller, BucketName bucket, List<ObjectKey> keys) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
