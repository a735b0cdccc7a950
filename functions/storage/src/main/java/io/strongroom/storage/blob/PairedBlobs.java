package io.strongroom.storage.blob;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Two homes of blobs that are used as one: while blobs are moved from one to the other, or for
 * good, the small ones here and the large ones there. A blob is read wherever it is; the home that
 * is near is asked first, since that costs next to nothing. Thread-safe; every method blocks.
 */
public final class PairedBlobs implements BlobStore, BlobInventory {

  private static final String NEAR = "near:";
  private static final String FAR = "far:";

  private final BlobCollector.Blobs near;
  private final BlobCollector.Blobs far;
  private final Predicate<OptionalLong> writesNear;

  /**
   * @param near a home that tells quickly that it does not have a blob
   * @param writesNear whether a blob of that length, where it is known, is written there
   */
  public PairedBlobs(
      BlobCollector.Blobs near, BlobCollector.Blobs far, Predicate<OptionalLong> writesNear) {
    this.near = near;
    this.far = far;
    this.writesNear = writesNear;
  }

  @Override
  public Writer create(UUID id, OptionalLong sealedLength) throws IOException {
    return (writesNear.test(sealedLength) ? near : far).store().create(id, sealedLength);
  }

  @Override
  public SealedInput open(UUID id, Stretch stretch) throws IOException {
    try {
      return near.store().open(id, stretch);
    } catch (NoSuchFileException elsewhere) {
      return new Followed(id, stretch, far.store().open(id, stretch));
    }
  }

  /** A blob that may come nearer between its opening and its first read. */
  private final class Followed implements SealedInput {

    private final UUID id;
    private final Stretch stretch;
    private SealedInput input;

    Followed(UUID id, Stretch stretch, SealedInput input) {
      this.id = id;
      this.stretch = stretch;
      this.input = input;
    }

    @Override
    public long length() throws IOException {
      return input.length();
    }

    @Override
    public void readFully(long position, byte[] buffer, int offset, int length) throws IOException {
      try {
        input.readFully(position, buffer, offset, length);
      } catch (NoSuchFileException gone) {
        input.close();
        input = near.store().open(id, stretch);
        input.readFully(position, buffer, offset, length);
      }
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  @Override
  public OptionalLong length(UUID id) throws IOException {
    OptionalLong here = near.store().length(id);
    return here.isPresent() ? here : far.store().length(id);
  }

  @Override
  public void delete(UUID id) throws IOException {
    near.store().delete(id);
    far.store().delete(id);
  }

  @Override
  public void delete(Collection<UUID> ids) throws IOException {
    near.store().delete(ids);
    far.store().delete(ids);
  }

  @Override
  public void removeUnfinished(Instant before) throws IOException {
    near.inventory().removeUnfinished(before);
    far.inventory().removeUnfinished(before);
  }

  @Override
  public List<String> places() throws IOException {
    return both(near.inventory().places(), far.inventory().places());
  }

  @Override
  public List<String> allPlaces() throws IOException {
    return both(near.inventory().allPlaces(), far.inventory().allPlaces());
  }

  private static List<String> both(List<String> here, List<String> there) {
    List<String> all = new ArrayList<>();
    here.forEach(place -> all.add(NEAR + place));
    there.forEach(place -> all.add(FAR + place));
    return all;
  }

  @Override
  public Page page(String place, Optional<String> after, Instant before) throws IOException {
    return place.startsWith(NEAR)
        ? near.inventory().page(place.substring(NEAR.length()), after, before)
        : far.inventory().page(place.substring(FAR.length()), after, before);
  }
}
