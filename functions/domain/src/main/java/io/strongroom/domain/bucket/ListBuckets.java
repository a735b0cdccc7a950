package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.port.Buckets;
import java.util.List;

/** ListBuckets of the caller's account. */
public final class ListBuckets {

  private final Buckets buckets;

  public ListBuckets(Buckets buckets) {
    this.buckets = buckets;
  }

  public record Command(Caller caller) {}

  public Uni<List<Bucket>> execute(Command command) {
    return buckets.ownedBy(command.caller().account());
  }
}
