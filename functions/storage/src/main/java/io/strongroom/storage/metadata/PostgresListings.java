package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import io.strongroom.domain.record.VersionListing;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Listings out of PostgreSQL. Thread-safe. */
public final class PostgresListings implements Listings {

  private final Statements statements;
  private final Questions questions;

  /**
   * @param pool the connections that {@code sessions} uses too
   */
  public PostgresListings(Pool pool, Mutiny.SessionFactory sessions) {
    this.statements = new Statements(pool);
    this.questions = new Questions(sessions);
  }

  @Override
  public Uni<ListingPage> list(ListingQuery query) {
    return questions.ask(session -> new ObjectListing(query).page(session));
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
