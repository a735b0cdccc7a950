package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessRequest;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Resource;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import java.util.List;

/** ListBuckets of the caller's account. */
public final class ListBuckets {

  private final Authorizer authorizer;
  private final Buckets buckets;

  public ListBuckets(Authorizer authorizer, Buckets buckets) {
    this.authorizer = authorizer;
    this.buckets = buckets;
  }

  public record Command(Caller caller) {}

  public Uni<List<Bucket>> execute(Command command) {
    return authorizer
        .require(
            new AccessRequest(
                command.caller(), Action.LIST_ALL_MY_BUCKETS, new Resource.OwnBuckets()))
        .chain(() -> buckets.ownedBy(command.caller().account()));
  }
}
