package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which blobs are still needed. A blob whose last reference went is marked, and removed after a
 * grace time only, so that running downloads end in peace. Every method is one transaction.
 */
public interface BlobReferences {

  /** Blobs without references whose grace time is over, at most {@code limit}. */
  Uni<List<UUID>> collectable(int limit);

  /**
   * Forgets collectable blobs after their bytes are gone from the blob store; those that rest in
   * this one go with it.
   */
  Uni<Void> forget(Collection<UUID> blobs);

  /** Which of these blobs the store knows, referenced or not. */
  Uni<Set<UUID>> known(Collection<UUID> blobs);
}
