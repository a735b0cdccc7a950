package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.VersionListing;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;

/** Listings out of PostgreSQL. Thread-safe. */
public final class PostgresListings implements Listings {

  private final Statements statements;

  public PostgresListings(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<ListingPage> list(ListingQuery query) {
    return new ObjectListing(query).page(statements);
  }

  @Override
  public Uni<VersionListing.Page> listVersions(VersionListing.Query query) {
    VersionSearch search = new VersionSearch(query);
    return search
        .question()
        .map(question -> statements.run(question.sql(), question::parameters, search::page))
        .orElseGet(
            () ->
                Uni.createFrom()
                    .item(new VersionListing.Page(List.of(), List.of(), Optional.empty())));
  }
}
