package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.BlobPlacements;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.record.BlobHome;
import io.strongroom.domain.testing.DirectWorkers;
import io.strongroom.domain.testing.InMemoryBlobReferences;
import io.strongroom.domain.testing.InMemoryBlobs;
import io.strongroom.domain.testing.InMemoryBuckets;
import io.strongroom.domain.testing.InMemoryMetadata;
import io.strongroom.domain.testing.InMemoryObjects;
import io.strongroom.domain.testing.Records;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MoveBlobsTest {

  private final InMemoryMetadata metadata = new InMemoryMetadata();
  private final InMemoryBlobs folder = new InMemoryBlobs();
  private final InMemoryBlobs store = new InMemoryBlobs();
  private final Homes homes = new Homes();
  private final BucketName bucket = Records.bucketName();
  private final MoveBlobs move = moving(folder);

  /** What records say, of blobs that the test tells of. */
  private static final class Homes implements BlobPlacements {

    private final TreeMap<UUID, Optional<BlobHome>> said = new TreeMap<>();

    @Override
    public Uni<Void> place(Collection<UUID> blobs, BlobHome home) {
      blobs.forEach(blob -> said.put(blob, Optional.of(home)));
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<List<UUID>> notIn(BlobHome home, Optional<UUID> after, int limit) {
      return Uni.createFrom()
          .item(
              said.keySet().stream()
                  .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
                  .filter(id -> !said.get(id).equals(Optional.of(home)))
                  .limit(limit)
                  .toList());
    }

    @Override
    public Uni<Count> count() {
      return Uni.createFrom().item(new Count(0, 0, said.size()));
    }
  }

  private MoveBlobs moving(BlobStore from) {
    return new MoveBlobs(
        new InMemoryBlobReferences(metadata),
        homes,
        new DirectWorkers(),
        new MoveBlobs.Ends(from, store, BlobHome.STORE));
  }

  @BeforeEach
  void createBucket() {
    new InMemoryBuckets(metadata).createIfAbsent(Records.bucket(bucket)).await().indefinitely();
  }

  private UUID blob(BlobStore in, int length) throws IOException {
    UUID id = UUID.randomUUID();
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    try (BlobStore.Writer writer = in.create(id, OptionalLong.of(length))) {
      writer.write(bytes, 0, length);
      writer.commit();
    }
    return id;
  }

  private UUID known(UUID id) {
    new InMemoryObjects(metadata)
        .put(Records.object(Records.ref(bucket, id.toString()), id), new WriteCondition.Always())
        .await()
        .indefinitely();
    homes.said.put(id, Optional.empty());
    return id;
  }

  @Test
  void move_known_isCopiedNotedAndRemoved() throws IOException {
    UUID empty = known(blob(folder, 0));
    UUID large = known(blob(folder, 700_001));
    byte[] bytes = folder.bytes(large);
    MoveBlobs.Moved moved = move.move(List.of(empty, large)).await().indefinitely();
    assertThat(moved).isEqualTo(new MoveBlobs.Moved(2, 700_001, 0));
    assertThat(store.bytes(large)).isEqualTo(bytes);
    assertThat(store.bytes(empty)).isEmpty();
    assertThat(folder.ids()).isEmpty();
    assertThat(homes.said.values()).containsOnly(Optional.of(BlobHome.STORE));
  }

  @Test
  void move_withoutARecord_isLeftAlone() throws IOException {
    UUID orphan = blob(folder, 10);
    assertThat(move.move(List.of(orphan)).await().indefinitely())
        .isEqualTo(new MoveBlobs.Moved(0, 0, 1));
    assertThat(folder.ids()).containsExactly(orphan);
    assertThat(store.ids()).isEmpty();
  }

  /** As where it was ended between copy and removal, at whichever point. */
  @Test
  void move_again_finishesWhatWasBegun() throws IOException {
    UUID id = known(blob(folder, 300_000));
    store.replace(id, folder.bytes(id));
    assertThat(move.move(List.of(id)).await().indefinitely().blobs()).isOne();
    assertThat(folder.ids()).isEmpty();
    assertThat(move.move(List.of(id)).await().indefinitely().blobs()).isZero();
  }

  @Test
  void move_newHomeHasOtherBytes_failsAndRemovesNothing() throws IOException {
    UUID id = known(blob(folder, 300_000));
    byte[] other = folder.bytes(id);
    other[299_999] ^= 1;
    for (byte[] there : List.of(other, new byte[3])) {
      store.replace(id, there);
      assertThatThrownBy(() -> move.move(List.of(id)).await().indefinitely())
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              e -> assertThat(e.error()).isInstanceOf(RequestError.ObjectDamaged.class));
      assertThat(folder.ids()).containsExactly(id);
      assertThat(homes.said.get(id)).isEmpty();
    }
  }

  @Test
  void settle_tellsWhatIsThereWhatIsLeftAndWhatIsNowhere() throws IOException {
    UUID written = known(blob(store, 5));
    UUID left = known(blob(folder, 5));
    UUID missing = known(UUID.randomUUID());
    MoveBlobs.Settled settled = move.settle().await().indefinitely();
    assertThat(settled).isEqualTo(new MoveBlobs.Settled(1, 1, List.of(missing)));
    assertThat(homes.said.get(written)).contains(BlobHome.STORE);
    assertThat(homes.said.get(left)).isEmpty();
  }
}
