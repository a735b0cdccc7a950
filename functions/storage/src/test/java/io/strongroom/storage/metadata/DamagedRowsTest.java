package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row that somebody changed costs its own object, and nothing beside it. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class DamagedRowsTest {

  @Inject PostgresPorts store;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private BucketName bucket;

  @BeforeEach
  void newBucket() {
    bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
  }

  @Test
  void find_cipherThatIsNone_damageOfThatObject() {
    ObjectRef good = put("good");
    ObjectRef bad = put("bad");
    change(
        "update objects.object_version set data_cipher = 'ROT13' where bucket = $1 and key = $2",
        bad);

    assertDamaged(bad);
    assertThat(await(store.ports().objects().find(good))).isPresent();
  }

  @Test
  void find_envelopeThatIsNone_damageOfThatObject() {
    ObjectRef bad = put("bad");
    change(
        "update objects.object_version set envelope = '\\x00' where bucket = $1 and key = $2", bad);

    assertDamaged(bad);
  }

  @Test
  void listOfUploads_envelopeThatIsNone_leftOut() {
    Upload good = create("good");
    Upload bad = create("bad");
    change(
        "update objects.upload set envelope = '\\x00' where bucket = $1 and key = $2", bad.ref());

    UploadListing.Page page =
        await(
            store
                .ports()
                .uploads()
                .list(
                    new UploadListing.Query(
                        bucket, "", Optional.empty(), "", Optional.empty(), 10)));

    assertThat(page.uploads()).extracting(Upload::uploadId).containsExactly(good.uploadId());
  }

  private void assertDamaged(ObjectRef ref) {
    assertThatThrownBy(() -> await(store.ports().objects().find(ref)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isInstanceOfSatisfying(
                        RequestError.ObjectDamaged.class,
                        damaged -> assertThat(damaged.damage().object()).contains(ref)));
  }

  private ObjectRef put(String key) {
    ObjectRef ref = Records.ref(bucket, key);
    await(
        store
            .ports()
            .objects()
            .put(Records.object(ref, UUID.randomUUID()), new WriteCondition.Always()));
    return ref;
  }

  private Upload create(String key) {
    Upload upload =
        Records.upload(Records.ref(bucket, key), UUID.randomUUID().toString(), Instant.EPOCH);
    await(store.ports().uploads().create(upload));
    return upload;
  }

  private void change(String sql, ObjectRef ref) {
    await(
        Uni.createFrom()
            .completionStage(
                () ->
                    pool.preparedQuery(sql)
                        .execute(Tuple.of(ref.bucket().value(), ref.key().value()))
                        .toCompletionStage()));
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }
}
