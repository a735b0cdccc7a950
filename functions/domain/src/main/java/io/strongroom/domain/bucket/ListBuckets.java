package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import java.util.List;

/** ListBuckets of the caller's account. */
public final class ListBuckets {

  public record Command(Caller caller) {}

  public Uni<List<Bucket>> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
