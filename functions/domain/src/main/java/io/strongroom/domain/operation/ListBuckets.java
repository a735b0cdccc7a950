package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
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
