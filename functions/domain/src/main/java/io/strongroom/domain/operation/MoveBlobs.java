package io.strongroom.domain.operation;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobPlacements;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.record.BlobHome;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Moves blobs from one home to another while both are in use: readers look in both. A blob is
 * copied, read back and compared, noted in its record, and only then removed where it was. So
 * whatever ends it, it goes on where it was when it is run again, and no blob is ever nowhere.
 * Sealed bytes stay as they are; no key is needed. Thread-safe.
 */
public final class MoveBlobs {

  private static final int AT_ONCE = 8;
  private static final int STEP = 256 * 1024;
  private static final int PAGE = 500;

  private final BlobReferences references;
  private final BlobPlacements placements;
  private final Workers workers;
  private final Ends ends;

  /**
   * From where to where.
   *
   * @param home what the records will say
   */
  public record Ends(BlobStore from, BlobStore to, BlobHome home) {}

  /**
   * What became of some blobs.
   *
   * @param blobs moved
   * @param bytes of those
   * @param without a record: left alone, since a write may be under way
   */
  public record Moved(int blobs, long bytes, int without) {

    static Moved nothing() {
      return new Moved(0, 0, 0);
    }

    /** Both together. */
    public Moved plus(Moved more) {
      return new Moved(blobs + more.blobs, bytes + more.bytes, without + more.without);
    }
  }

  /**
   * What the records say at the end.
   *
   * @param found in the new home, and not noted until now: written there, or by an earlier run
   * @param left in the old home: written there since
   * @param missing in neither: their objects cannot be read any more
   */
  public record Settled(int found, int left, List<UUID> missing) {

    public Settled {
      missing = List.copyOf(missing);
    }
  }

  public MoveBlobs(
      BlobReferences references, BlobPlacements placements, Workers workers, Ends ends) {
    this.references = references;
    this.placements = placements;
    this.workers = workers;
    this.ends = ends;
  }

  /**
   * Moves those of some blobs that are there and have a record.
   *
   * <p>Fails with {@link RequestError.ObjectDamaged} when the new home has other bytes under a
   * blob's name, and does not remove that blob.
   */
  public Uni<Moved> move(Collection<UUID> blobs) {
    return references
        .known(blobs)
        .chain(
            known ->
                copied(known)
                    .chain(copies -> placed(copies).replaceWith(moved(copies)))
                    .map(done -> done.plus(new Moved(0, 0, blobs.size() - known.size()))));
  }

  private record Copy(UUID blob, long bytes) {}

  private Uni<List<Copy>> copied(Set<UUID> blobs) {
    return Multi.createFrom()
        .iterable(blobs)
        .onItem()
        .transformToUni(blob -> workers.call(() -> copy(blob)))
        .merge(AT_ONCE)
        .filter(Optional::isPresent)
        .map(Optional::get)
        .collect()
        .asList();
  }

  private Uni<Void> placed(List<Copy> copies) {
    List<UUID> ids = copies.stream().map(Copy::blob).toList();
    return placements.place(ids, ends.home()).chain(() -> workers.call(() -> removed(ids)));
  }

  private Void removed(List<UUID> ids) throws IOException {
    ends.from().delete(ids);
    return null;
  }

  private static Moved moved(List<Copy> copies) {
    return new Moved(copies.size(), copies.stream().mapToLong(Copy::bytes).sum(), 0);
  }

  /** Empty when the blob went meanwhile. */
  private Optional<Copy> copy(UUID blob) throws IOException {
    OptionalLong length = ends.from().length(blob);
    if (length.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] sent =
          ends.to().length(blob).isEmpty()
              ? write(blob, length.getAsLong())
              : digest(ends.from(), blob, length.getAsLong());
      requireSame(blob, sent, length.getAsLong());
      return Optional.of(new Copy(blob, length.getAsLong()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private byte[] write(UUID blob, long length) throws IOException {
    try (BlobStore.Writer writer = ends.to().create(blob, OptionalLong.of(length))) {
      byte[] digest =
          read(ends.from(), blob, length, (bytes, count) -> writer.write(bytes, 0, count));
      writer.commit();
      return digest;
    }
  }

  private void requireSame(UUID blob, byte[] sent, long length) throws IOException {
    OptionalLong there = ends.to().length(blob);
    if (!there.equals(OptionalLong.of(length))
        || !MessageDigest.isEqual(sent, digest(ends.to(), blob, length))) {
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(
              Damage.of("a blob's new home has other bytes than the old one").in(blob)));
    }
  }

  private static byte[] digest(BlobStore store, UUID blob, long length) throws IOException {
    return read(store, blob, length, (bytes, count) -> {});
  }

  /** Takes bytes as they are read. */
  private interface Taker {
    void take(byte[] bytes, int count) throws IOException;
  }

  private static byte[] read(BlobStore store, UUID blob, long length, Taker taker)
      throws IOException {
    MessageDigest digest = sha256();
    byte[] bytes = new byte[(int) Math.min(STEP, length)];
    try (SealedInput input = store.open(blob, Stretch.all(length))) {
      for (long at = 0; at < length; at += bytes.length) {
        int count = (int) Math.min(bytes.length, length - at);
        input.readFully(at, bytes, 0, count);
        digest.update(bytes, 0, count);
        taker.take(bytes, count);
      }
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Looks for every blob whose record does not say that it is in the new home, and has the record
   * say so where it is there. Thus a blob that is nowhere is found, too.
   */
  public Uni<Settled> settle() {
    return settleFrom(Optional.empty(), new Settled(0, 0, List.of()));
  }

  private Uni<Settled> settleFrom(Optional<UUID> after, Settled before) {
    return placements
        .notIn(ends.home(), after, PAGE)
        .chain(
            page -> {
              if (page.isEmpty()) {
                return Uni.createFrom().item(before);
              }
              return workers
                  .call(() -> look(page))
                  .chain(
                      seen ->
                          placements
                              .place(seen.found(), ends.home())
                              .chain(
                                  () ->
                                      settleFrom(Optional.of(page.getLast()), seen.after(before))));
            });
  }

  private record Seen(List<UUID> found, int left, List<UUID> missing) {

    Settled after(Settled before) {
      List<UUID> all = new ArrayList<>(before.missing());
      all.addAll(missing);
      return new Settled(before.found() + found.size(), before.left() + left, all);
    }
  }

  private Seen look(List<UUID> blobs) throws IOException {
    List<UUID> found = new ArrayList<>();
    List<UUID> missing = new ArrayList<>();
    int left = 0;
    for (UUID blob : blobs) {
      if (ends.to().length(blob).isPresent()) {
        found.add(blob);
      } else if (ends.from().length(blob).isPresent()) {
        left++;
      } else {
        missing.add(blob);
      }
    }
    return new Seen(found, left, missing);
  }
}
