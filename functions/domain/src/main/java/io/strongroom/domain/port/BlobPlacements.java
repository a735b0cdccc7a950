package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.record.BlobHome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * In which home a blob was last verified to be. A blob that was never moved says nothing: it is
 * where its writer put it. Every method is one statement. Thread-safe.
 */
public interface BlobPlacements {

  /** How many blobs outside of the database say what. */
  record Count(long folder, long store, long unsaid) {

    /** Those of one home. */
    public long in(BlobHome home) {
      return switch (home) {
        case FOLDER -> folder;
        case STORE -> store;
      };
    }
  }

  /** Notes that the blobs are there; those without a row are left out. */
  Uni<Void> place(Collection<UUID> blobs, BlobHome home);

  /**
   * Blobs with references, outside of the database, that do not say that they are in a home.
   *
   * @param after the last one of the page before; pages are in the order of ids
   */
  Uni<List<UUID>> notIn(BlobHome home, Optional<UUID> after, int limit);

  /** Reads every blob's row. */
  Uni<Count> count();
}
