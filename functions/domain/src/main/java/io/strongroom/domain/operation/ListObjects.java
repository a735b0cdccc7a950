package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;

/** ListObjects and ListObjectsV2: sizes are those of the plaintext, and no key is needed. */
public final class ListObjects {

  private final AuthorizedBuckets buckets;
  private final Listings listings;

  public ListObjects(AuthorizedBuckets buckets, Listings listings) {
    this.buckets = buckets;
    this.listings = listings;
  }

  public record Command(Caller caller, ListingQuery query) {}

  public Uni<ListingPage> execute(Command command) {
    return buckets
        .get(
            command.caller(),
            Action.LIST_BUCKET,
            command.query().bucket(),
            AccessConditions.listing(command.query()))
        .chain(bucket -> listings.list(command.query()));
  }
}
