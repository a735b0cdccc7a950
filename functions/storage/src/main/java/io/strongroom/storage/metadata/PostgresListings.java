package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.record.ListingPage;
import io.strongroom.domain.record.ListingQuery;
import org.hibernate.reactive.mutiny.Mutiny;

/** Listings out of PostgreSQL. Thread-safe. */
public final class PostgresListings implements Listings {

  private final Questions questions;

  public PostgresListings(Mutiny.SessionFactory sessions) {
    this.questions = new Questions(sessions);
  }

  @Override
  public Uni<ListingPage> list(ListingQuery query) {
    return questions.ask(session -> new ObjectListing(query).page(session));
  }
}
