package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** DeleteBucket: only an empty one. */
public final class DeleteBucket {

  public record Command(Caller caller, BucketName name) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
