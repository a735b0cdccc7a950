package io.strongroom.domain.listing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** ListObjects and ListObjectsV2: sizes are those of the plaintext, and no key is needed. */
public final class ListObjects {

  public record Command(Caller caller, ListingQuery query) {}

  public Uni<ListingPage> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
