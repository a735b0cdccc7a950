package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** HeadBucket, GetBucketLocation. */
public final class HeadBucket {

  public record Command(Caller caller, BucketName name) {}

  public Uni<Bucket> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
