package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Blobs and who needs them, in memory. */
public final class InMemoryBlobReferences implements BlobReferences {

  private final InMemoryMetadata store;

  public InMemoryBlobReferences(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<List<UUID>> collectable(int limit) {
    return store.transaction(() -> store.condemn(limit));
  }

  @Override
  public Uni<Void> forget(Collection<UUID> blobs) {
    return store.action(() -> store.forget(blobs));
  }

  @Override
  public Uni<Set<UUID>> known(Collection<UUID> blobs) {
    return store.transaction(() -> store.known(blobs));
  }
}
