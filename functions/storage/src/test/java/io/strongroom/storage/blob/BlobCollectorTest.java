package io.strongroom.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Workers;
import io.strongroom.domain.testing.InMemoryBlobReferences;
import io.strongroom.domain.testing.InMemoryBuckets;
import io.strongroom.domain.testing.InMemoryMetadata;
import io.strongroom.domain.testing.InMemoryObjects;
import io.strongroom.domain.testing.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobCollectorTest {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();
  private static final Duration GRACE = Duration.ofHours(1);

  @TempDir Path root;

  private final Instant now = Instant.now();
  private final InMemoryMetadata store =
      new InMemoryMetadata(Clock.fixed(now, ZoneOffset.UTC), GRACE);
  private final BucketName bucket = Records.bucketName();
  private DiskBlobStore blobs;

  /** On the calling thread. */
  private static final class Direct implements Workers {
    @Override
    public <T> Uni<T> call(Callable<T> work) {
      return Uni.createFrom().item(Unchecked.supplier(work));
    }

    @Override
    public <T> Uni<T> await(Supplier<CompletionStage<T>> work) {
      return Uni.createFrom().completionStage(work);
    }
  }

  private interface Unchecked {
    static <T> Supplier<T> supplier(Callable<T> work) {
      return () -> {
        try {
          return work.call();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      };
    }
  }

  @BeforeEach
  void open() {
    blobs = new DiskBlobStore(root);
    new InMemoryBuckets(store).createIfAbsent(Records.bucket(bucket)).await().indefinitely();
  }

  private BlobCollector collector(InMemoryMetadata records) {
    return new BlobCollector(
        new InMemoryBlobReferences(records),
        BlobCollector.Blobs.of(blobs),
        new Direct(),
        Clock.fixed(now, ZoneOffset.UTC),
        Duration.ofHours(24));
  }

  private Path blob(UUID id, Duration age) throws IOException {
    try (var writer = blobs.create(id, OptionalLong.empty())) {
      writer.commit();
    }
    Path file = blobs.folder().file(id);
    Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
    return file;
  }

  private ObjectRef put(Objects objects, UUID id) {
    ObjectRef ref = Records.ref(bucket, id.toString());
    objects.put(Records.object(ref, id), ALWAYS).await().indefinitely();
    return ref;
  }

  @Test
  void collect_unreferenced_fileAndRowGo() throws IOException {
    InMemoryMetadata records = due();
    Objects objects = new InMemoryObjects(records);
    UUID gone = UUID.randomUUID();
    UUID kept = UUID.randomUUID();
    Path goneFile = blob(gone, Duration.ZERO);
    Path keptFile = blob(kept, Duration.ZERO);
    objects
        .delete(Wanted.current(put(objects, gone)), ALWAYS, Objects.Permit.any())
        .await()
        .indefinitely();
    put(objects, kept);
    assertThat(collector(records).collect().await().indefinitely()).isEqualTo(1);
    assertThat(goneFile).doesNotExist();
    assertThat(keptFile).exists();
    assertThat(
            new InMemoryBlobReferences(records).known(List.of(gone, kept)).await().indefinitely())
        .containsExactly(kept);
    assertThat(collector(records).collect().await().indefinitely()).isZero();
  }

  /** A store without a grace time. */
  private InMemoryMetadata due() {
    InMemoryMetadata due = new InMemoryMetadata();
    new InMemoryBuckets(due).createIfAbsent(Records.bucket(bucket)).await().indefinitely();
    return due;
  }

  @Test
  void collect_withinTheGraceTime_stays() throws IOException {
    InMemoryMetadata records = store;
    Objects objects = new InMemoryObjects(records);
    UUID id = UUID.randomUUID();
    Path file = blob(id, Duration.ZERO);
    objects
        .delete(Wanted.current(put(objects, id)), ALWAYS, Objects.Permit.any())
        .await()
        .indefinitely();
    assertThat(collector(records).collect().await().indefinitely()).isZero();
    assertThat(file).exists();
  }

  @Test
  void collect_moreThanABatch_all() throws IOException {
    InMemoryMetadata records = due();
    Objects objects = new InMemoryObjects(records);
    for (int i = 0; i < 1001; i++) {
      UUID id = UUID.randomUUID();
      objects
          .delete(Wanted.current(put(objects, id)), ALWAYS, Objects.Permit.any())
          .await()
          .indefinitely();
    }
    assertThat(collector(records).collect().await().indefinitely()).isEqualTo(1001);
  }

  @Test
  void sweep_oldWithoutRecord_goes() throws IOException {
    InMemoryMetadata records = store;
    Objects objects = new InMemoryObjects(records);
    UUID known = UUID.randomUUID();
    put(objects, known);
    Path knownFile = blob(known, Duration.ofDays(9));
    Path youngFile = blob(UUID.randomUUID(), Duration.ofHours(23));
    Path orphan = blob(UUID.randomUUID(), Duration.ofHours(25));
    Path foreign = Files.writeString(orphan.resolveSibling("README"), "not ours");
    Files.setLastModifiedTime(foreign, FileTime.from(now.minus(Duration.ofDays(9))));
    assertThat(collector(records).sweep().await().indefinitely()).isEqualTo(1);
    assertThat(orphan).doesNotExist();
    assertThat(List.of(knownFile, youngFile, foreign)).allSatisfy(f -> assertThat(f).exists());
  }

  @Test
  void sweep_manyAmongKnown_all() throws IOException {
    InMemoryMetadata records = store;
    Objects objects = new InMemoryObjects(records);
    for (int i = 0; i < 700; i++) {
      UUID id = UUID.randomUUID();
      blob(id, Duration.ofHours(25));
      if (i % 10 == 0) {
        put(objects, id);
      }
    }
    assertThat(collector(records).sweep().await().indefinitely()).isEqualTo(630);
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths.filter(Files::isRegularFile)).hasSize(70);
    }
  }

  @Test
  void sweep_noneKnown_removesNothing() throws IOException {
    for (int i = 0; i < 20; i++) {
      blob(UUID.randomUUID(), Duration.ofDays(9));
    }
    Uni<Integer> sweep = collector(store).sweep();
    assertThatThrownBy(() -> sweep.await().indefinitely())
        .isInstanceOf(IllegalStateException.class);
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths.filter(Files::isRegularFile)).hasSize(20);
    }
  }
}
