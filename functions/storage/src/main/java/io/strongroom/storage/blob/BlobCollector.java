package io.strongroom.storage.blob;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Workers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes blobs that nothing refers to. Two ways lead there: a blob's last reference goes, which
 * the metadata store marks ({@link #collect}); or a process dies between a blob's commit and its
 * record's, which only a look at the store finds ({@link #sweep}).
 *
 * <p>Thread-safe. Several processes may run it at once; they then share the work.
 */
public final class BlobCollector {

  private static final Logger LOG = Logger.getLogger(BlobCollector.class);
  private static final int BATCH = 500;
  private static final int SUSPICIOUS = 20;

  private final BlobReferences references;
  private final BlobStore blobs;
  private final BlobInventory inventory;
  private final Workers workers;
  private final Clock clock;
  private final Duration safeAge;

  /** One store, as what removes and as what is looked through. */
  public record Blobs(BlobStore store, BlobInventory inventory) {

    /** Of a store that is both. */
    public static <S extends BlobStore & BlobInventory> Blobs of(S store) {
      return new Blobs(store, store);
    }
  }

  /**
   * @param safeAge how old a blob without a record must be to be removed: longer than any write
   *     takes from the blob's commit to the record's, 24 hours for example
   */
  public BlobCollector(
      BlobReferences references, Blobs blobs, Workers workers, Clock clock, Duration safeAge) {
    this.references = references;
    this.blobs = blobs.store();
    this.inventory = blobs.inventory();
    this.workers = workers;
    this.clock = clock;
    this.safeAge = safeAge;
  }

  /**
   * Removes the blobs whose last reference went longer ago than the grace time.
   *
   * @return how many
   */
  public Uni<Integer> collect() {
    return Uni.createFrom()
        .deferred(this::collectBatch)
        .repeat()
        .whilst(count -> count == BATCH)
        .collect()
        .with(Collectors.summingInt(count -> count));
  }

  private Uni<Integer> collectBatch() {
    return references
        .collectable(BATCH)
        .chain(ids -> remove(ids).chain(() -> references.forget(ids)).replaceWith(ids.size()));
  }

  /**
   * Removes the blobs that no record ever knew, and what crashed writers left unfinished. Orphans
   * are rare: where there are many blobs and no record of any, it is the wrong database, and the
   * sweep fails with an {@link IllegalStateException} before it removes one of them.
   *
   * @return how many blobs
   */
  public Uni<Integer> sweep() {
    return workers
        .call(
            () -> {
              inventory.removeUnfinished(clock.instant().minus(safeAge));
              Deque<Spot> spots = new ArrayDeque<>();
              inventory.places().forEach(place -> spots.add(new Spot(place, Optional.empty())));
              return spots;
            })
        .chain(this::sweepAll);
  }

  /** A place, and how far it was looked through. */
  private record Spot(String place, Optional<String> after) {}

  private Uni<Integer> sweepAll(Deque<Spot> spots) {
    return Uni.createFrom()
        .deferred(() -> workers.call(() -> nextCandidates(spots)).chain(this::removeUnknown))
        .repeat()
        .whilst(count -> !spots.isEmpty())
        .collect()
        .with(Collectors.summingInt(count -> count));
  }

  private List<UUID> nextCandidates(Deque<Spot> spots) throws IOException {
    List<UUID> ids = new ArrayList<>();
    while (ids.size() < BATCH && !spots.isEmpty()) {
      Spot spot = spots.remove();
      BlobInventory.Page page =
          inventory.page(spot.place(), spot.after(), clock.instant().minus(safeAge));
      ids.addAll(page.blobs());
      page.next().ifPresent(next -> spots.addFirst(new Spot(spot.place(), Optional.of(next))));
    }
    return ids;
  }

  private Uni<Integer> removeUnknown(List<UUID> candidates) {
    if (candidates.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return references
        .known(candidates)
        .map(known -> unknown(candidates, known))
        .chain(orphans -> remove(orphans).replaceWith(orphans.size()));
  }

  private static List<UUID> unknown(List<UUID> candidates, Set<UUID> known) {
    // Ids are random, so even one batch, read folder by folder, is a fair sample.
    if (known.isEmpty() && candidates.size() >= SUSPICIOUS) {
      throw new IllegalStateException(
          "no record of any of " + candidates.size() + " blobs: is this their database?");
    }
    return candidates.stream().filter(id -> !known.contains(id)).toList();
  }

  private Uni<Void> remove(List<UUID> ids) {
    return workers.call(
        () -> {
          if (!ids.isEmpty()) {
            blobs.delete(ids);
            LOG.infof("removed %d blobs that nothing refers to", ids.size());
          }
          return null;
        });
  }
}
