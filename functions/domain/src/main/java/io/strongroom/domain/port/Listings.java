package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.VersionListing;

/** What is in a bucket, page by page. Every method is one question. */
public interface Listings {

  /** Keys in bytewise order. */
  Uni<ListingPage> list(ListingQuery query);

  /** Every version of every key. */
  Uni<VersionListing.Page> listVersions(VersionListing.Query query);
}
