package io.strongroom.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.domain.testing.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PairedBlobsTest extends BlobStoreContract {

  private static final long SMALL = 40_000;

  @TempDir Path root;

  private DiskBlobStore near;
  private DiskBlobStore far;
  private PairedBlobs both;

  @BeforeEach
  void open() {
    near = new DiskBlobStore(root.resolve("near"));
    far = new DiskBlobStore(root.resolve("far"));
    both =
        new PairedBlobs(
            BlobCollector.Blobs.of(near),
            BlobCollector.Blobs.of(far),
            length -> length.orElse(Long.MAX_VALUE) <= SMALL);
  }

  @Override
  protected BlobStore blobs() {
    return both;
  }

  private static void write(BlobStore store, UUID id, byte[] bytes) throws IOException {
    try (BlobStore.Writer writer = store.create(id, OptionalLong.of(bytes.length))) {
      writer.write(bytes, 0, bytes.length);
      writer.commit();
    }
  }

  @Test
  void create_byLength_hereOrThere() throws IOException {
    UUID small = UUID.randomUUID();
    UUID large = UUID.randomUUID();
    write(both, small, random(40_000));
    write(both, large, random(40_001));
    assertThat(near.length(small)).hasValue(40_000);
    assertThat(far.length(small)).isEmpty();
    assertThat(near.length(large)).isEmpty();
    assertThat(far.length(large)).hasValue(40_001);
  }

  @Test
  void read_blobComesNearerAfterItWasOpened_isFollowed() throws IOException {
    BlobStore lazy = new LateBlobs(far);
    both =
        new PairedBlobs(
            BlobCollector.Blobs.of(near), new BlobCollector.Blobs(lazy, far), length -> false);
    UUID id = UUID.randomUUID();
    byte[] bytes = random(1000);
    write(far, id, bytes);
    try (SealedInput input = both.open(id, Stretch.all(1000))) {
      write(near, id, bytes);
      far.delete(id);
      byte[] read = new byte[1000];
      input.readFully(0, read, 0, 1000);
      assertThat(read).isEqualTo(bytes);
    }
  }

  @Test
  void delete_inBoth() throws IOException {
    write(near, id(), random(9));
    write(far, id(), random(9));
    both.delete(List.of(id()));
    assertThat(near.length(id())).isEmpty();
    assertThat(far.length(id())).isEmpty();
  }

  @Test
  void pages_ofAllPlaces_haveTheBlobsOfBoth() throws IOException {
    UUID here = UUID.randomUUID();
    UUID there = UUID.randomUUID();
    write(near, here, random(9));
    write(far, there, random(9));
    List<UUID> found = new ArrayList<>();
    for (String place : both.allPlaces()) {
      found.addAll(both.page(place, Optional.empty(), Instant.MAX).blobs());
    }
    assertThat(found).containsExactlyInAnyOrder(here, there);
  }

  /** Opens a blob at its first read only, as a store far away. */
  private record LateBlobs(BlobStore store) implements BlobStore {

    @Override
    public Writer create(UUID id, OptionalLong sealedLength) throws IOException {
      return store.create(id, sealedLength);
    }

    @Override
    public SealedInput open(UUID id, Stretch stretch) {
      return new SealedInput() {
        @Override
        public long length() {
          return stretch.sealedLength();
        }

        @Override
        public void readFully(long position, byte[] buffer, int offset, int length)
            throws IOException {
          try (SealedInput input = store.open(id, stretch)) {
            input.readFully(position, buffer, offset, length);
          }
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public OptionalLong length(UUID id) throws IOException {
      return store.length(id);
    }

    @Override
    public void delete(UUID id) throws IOException {
      store.delete(id);
    }
  }
}
