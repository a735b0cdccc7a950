package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import java.util.Map;

/** ListObjects and ListObjectsV2: sizes are those of the plaintext, and no key is needed. */
public final class ListObjects {

  private final AuthorizedBuckets buckets;
  private final Listings listings;

  public ListObjects(AuthorizedBuckets buckets, Listings listings) {
    this.buckets = buckets;
    this.listings = listings;
  }

  /**
   * @param asked what policies may depend on as it was sent: a prefix that is empty is not one that
   *     is absent
   */
  public record Command(Caller caller, ListingQuery query, Map<Fact, String> asked) {

    /** Where nothing was said beside the query. */
    public Command(Caller caller, ListingQuery query) {
      this(caller, query, Map.of());
    }
  }

  public Uni<ListingPage> execute(Command command) {
    return buckets
        .get(
            command.caller(),
            Action.LIST_BUCKET,
            command.query().bucket(),
            AccessConditions.listing(command.query()).with(command.asked()))
        .chain(bucket -> listings.list(command.query()));
  }
}
