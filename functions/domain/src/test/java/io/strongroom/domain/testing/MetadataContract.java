package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Listings;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Deletion;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the contract suites of the metadata ports share. A store may hold other records already and
 * may be used by other tests at the same time; its grace time is zero.
 */
public abstract class MetadataContract {

  /** The ports under test, over one store. */
  public record Ports(
      Buckets buckets,
      Objects objects,
      Uploads uploads,
      Listings listings,
      BlobReferences references) {}

  protected abstract Ports ports();

  final Buckets buckets() {
    return ports().buckets();
  }

  final Objects objects() {
    return ports().objects();
  }

  final Listings listings() {
    return ports().listings();
  }

  final BlobReferences references() {
    return ports().references();
  }

  final Uploads uploads() {
    return ports().uploads();
  }

  /** Subscribes where the store wants it, and waits. */
  protected <T> T await(Uni<T> uni) {
    return uni.await().atMost(Duration.ofSeconds(30));
  }

  final BucketName newBucket() {
    BucketName name = Records.bucketName();
    await(buckets().createIfAbsent(Records.bucket(name)));
    return name;
  }

  final Deletion.Outcome outcome(Uni<Optional<Deletion>> deletion) {
    return await(deletion).orElseThrow().outcome();
  }

  static List<Wanted> current(BucketName bucket, Collection<ObjectKey> keys) {
    return keys.stream().map(key -> Wanted.current(new ObjectRef(bucket, key))).toList();
  }

  final RequestError errorOf(Uni<?> uni) {
    ObjectStoreException thrown =
        catchThrowableOfType(ObjectStoreException.class, () -> await(uni));
    assertThat(thrown).as("a refusal").isNotNull();
    return thrown.error();
  }

  /** Those of the blobs that have no reference; they are condemned by this. */
  final List<UUID> collectable(UUID... blobs) {
    List<UUID> all = await(references().collectable(1_000_000));
    return Arrays.stream(blobs).filter(all::contains).toList();
  }
}
