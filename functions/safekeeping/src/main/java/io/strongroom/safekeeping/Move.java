package io.strongroom.safekeeping;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.operation.MoveBlobs;
import io.strongroom.domain.port.BlobPlacements;
import io.strongroom.domain.record.BlobHome;
import io.strongroom.local.DatabaseAccess;
import io.strongroom.local.StartupException;
import io.strongroom.runtime.wiring.VirtualThreadWorkers;
import io.strongroom.storage.blob.BlobCollector;
import io.strongroom.storage.blob.BlobInventory;
import io.strongroom.storage.metadata.PostgresBlobPlacements;
import io.strongroom.storage.metadata.PostgresBlobReferences;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * The {@code move-blobs} command: what lies in one home is moved to the other, place after place.
 * Whatever ends it, run again it does what is left. Servers need both homes configured meanwhile.
 */
final class Move {

  private static final int BATCH = 64;

  /** Between two lines about how far it is. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final int MOST_NAMED = 10;

  private final DatabaseAccess access;
  private final BlobStores stores;
  private final PrintStream out;
  private MoveBlobs.Moved total = new MoveBlobs.Moved(0, 0, 0);
  private Instant lastLine = Instant.MIN;

  Move(DatabaseAccess access, BlobStores stores, PrintStream out) {
    this.access = access;
    this.stores = stores;
    this.out = out;
  }

  /**
   * @return 0 when everything is there, 1 when blobs are missing, or were written to the old home
   *     meanwhile
   */
  int run(BlobHome to) throws IOException {
    BlobHome from = to == BlobHome.STORE ? BlobHome.FOLDER : BlobHome.STORE;
    try (Database database = Database.open(access);
        VirtualThreadWorkers workers = new VirtualThreadWorkers()) {
      BlobPlacements placements = new PostgresBlobPlacements(database.pool());
      MoveBlobs move =
          new MoveBlobs(
              new PostgresBlobReferences(
                  database.pool(), InstantSource.system(), Duration.ofDays(1)),
              placements,
              workers,
              new MoveBlobs.Ends(stores.in(from).store(), stores.in(to).store(), to));
      moveAll(move, stores.in(from));
      MoveBlobs.Settled settled = await(move.settle());
      return report(settled, await(placements.count()));
    }
  }

  private void moveAll(MoveBlobs move, BlobCollector.Blobs from) throws IOException {
    List<String> places = from.inventory().allPlaces();
    // A place may have one blob or thousands: batches go across them.
    List<UUID> waiting = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      Optional<String> after = Optional.empty();
      do {
        BlobInventory.Page page = from.inventory().page(places.get(i), after, Instant.MAX);
        waiting.addAll(page.blobs());
        if (waiting.size() >= BATCH) {
          moveBatches(move, waiting);
          waiting.clear();
        }
        after = page.next();
        progress(i, places.size());
      } while (after.isPresent());
    }
    moveBatches(move, waiting);
  }

  private void moveBatches(MoveBlobs move, List<UUID> blobs) {
    for (int at = 0; at < blobs.size(); at += BATCH) {
      total = total.plus(await(move.move(blobs.subList(at, Math.min(blobs.size(), at + BATCH)))));
    }
  }

  private void progress(int place, int places) {
    Instant now = Instant.now();
    if (lastLine.equals(Instant.MIN) || now.isAfter(lastLine.plus(PAUSE))) {
      lastLine = now;
      out.printf(
          "%d of %d places: %d blobs, %d bytes moved%n",
          place + 1, places, total.blobs(), total.bytes());
    }
  }

  private int report(MoveBlobs.Settled settled, BlobPlacements.Count count) {
    out.printf(
        "moved %d blobs of %d bytes, each read back and compared; %d were there already%n",
        total.blobs(), total.bytes(), settled.found());
    if (total.without() > 0) {
      out.printf(
          "%d blobs without a record were left: the sweep removes them when they are old%n",
          total.without());
    }
    out.printf(
        "records say: %d in the folder, %d in the other store, %d nothing%n",
        count.folder(), count.store(), count.unsaid());
    if (settled.left() > 0) {
      out.printf("%d were written to the old home meanwhile: run this again%n", settled.left());
    }
    List<UUID> missing = new ArrayList<>(settled.missing());
    if (!missing.isEmpty()) {
      out.printf(
          "ALARM: %d blobs are in neither home; the first ones: %s%n",
          missing.size(), missing.subList(0, Math.min(MOST_NAMED, missing.size())));
    }
    return missing.isEmpty() && settled.left() == 0 ? 0 : 1;
  }

  private static <T> T await(Uni<T> work) {
    try {
      return work.subscribeAsCompletionStage().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ObjectStoreException refused) {
        throw new StartupException("The move stopped: " + refused.error() + ".", e);
      }
      throw StartupException.because("The move stopped", e);
    }
  }
}
