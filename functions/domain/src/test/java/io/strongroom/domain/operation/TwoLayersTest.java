package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.BucketKeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.LayeredWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects with two layers (DSSE-KMS): what wraps which key, and what becomes of them. */
class TwoLayersTest {

  private static final EncryptionRequest TWICE = kms("key-1", DataCipher.AES_256_TWICE);
  private static final EncryptionRequest ONCE = kms("key-1", DataCipher.AES_256);

  private final Store store = new Store();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16311, 16312, 16384, 100000})
  void get_whatWasPut_identical(int size) {
    byte[] data = random(size);
    store.put("k", data, TWICE);

    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
    assertThat(store.record("k").size()).isEqualTo(size);
  }

  @Test
  @Tag("SEG-9")
  void get_range_isSlice() {
    byte[] data = random(90000);
    store.put("k", data, TWICE);

    byte[] slice =
        store.get(
            "k", Optional.empty(), new Selection.Span(32760, OptionalLong.of(49160), "bytes=..."));

    assertThat(slice).isEqualTo(Arrays.copyOfRange(data, 32760, 49161));
  }

  @Test
  @Tag("LAYER-2")
  @Tag("ENV-6")
  void put_twoLayers_wrappedByTheCallersKeyAndTheServicesOwn() {
    store.put("k", random(10), TWICE);
    ObjectVersion object = store.record("k");

    assertThat(object.envelope().suite()).isEqualTo(Suite.AES_256_GCM_TWICE);
    LayeredWrap wrap = (LayeredWrap) object.envelope().wrap();
    assertThat(wrap.inner()).isInstanceOf(KmsWrap.class);
    assertThat(wrap.inner().keyId().text()).endsWith("key-1");
    assertThat(wrap.outer().keyId().text()).endsWith("service");
    assertThat(object.encryption())
        .isInstanceOfSatisfying(
            EncryptionDescription.KmsManaged.class,
            kms -> {
              assertThat(kms.cipher()).isEqualTo(DataCipher.AES_256_TWICE);
              assertThat(kms.bucketKey()).isFalse();
            });
  }

  @Test
  void put_sameBytesTwice_opaqueTagsDiffer() {
    byte[] data = random(10);

    assertThat(store.put("a", data, TWICE).etag()).isNotEqualTo(store.put("b", data, TWICE).etag());
  }

  @Test
  void put_bucketKeyByDefaultOfTheBucket_withoutEffect() {
    EncryptionConfiguration byDefault =
        new EncryptionConfiguration(
            EncryptionConfiguration.Algorithm.KMS,
            Optional.of(KeyName.parse("key-1")),
            Optional.empty(),
            DataCipher.AES_256_TWICE,
            true,
            false);
    store.bucketRecords.setEncryption(Store.BUCKET, Optional.of(byDefault)).await().indefinitely();
    byte[] data = random(20000);

    store.put("k", data, new EncryptionRequest.BucketDefault());

    assertThat(store.record("k").envelope().wrap())
        .isInstanceOfSatisfying(
            LayeredWrap.class, wrap -> assertThat(wrap.inner()).isInstanceOf(KmsWrap.class));
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
  }

  @Test
  @Tag("KEY-1")
  void copy_otherKmsKey_sharesTheBlobUnderTwoNewWraps() {
    byte[] data = random(70000);
    store.put("k", data, TWICE);
    LayeredWrap before = (LayeredWrap) store.record("k").envelope().wrap();
    List<UUID> blobs = store.record("k").manifest().blobIds();

    store.copy("k", Optional.empty(), "copy", kms("key-2", DataCipher.AES_256_TWICE));

    ObjectVersion copy = store.record("copy");
    LayeredWrap after = (LayeredWrap) copy.envelope().wrap();
    assertThat(copy.manifest().blobIds()).isEqualTo(blobs);
    assertThat(after.inner().keyId().text()).endsWith("key-2");
    assertThat(after.inner()).isInstanceOf(BucketKeyWrap.class);
    assertThat(after.outer().dataKey()).isNotEqualTo(before.outer().dataKey());
    assertThat(store.get("copy", Optional.empty())).isEqualTo(data);
    store.copy("copy", Optional.empty(), "again", kms("key-1", DataCipher.AES_256_TWICE));
    assertThat(store.get("again", Optional.empty())).isEqualTo(data);
  }

  @Test
  @Tag("KEY-2")
  void copy_toOneLayerAndBack_writesNewData() {
    byte[] data = random(70000);
    store.put("twice", data, TWICE);
    store.copy("twice", Optional.empty(), "once", ONCE);
    store.copy("once", Optional.empty(), "again", TWICE);
    store.copy("again", Optional.empty(), "default", new EncryptionRequest.BucketDefault());

    for (String key : List.of("once", "again", "default")) {
      assertThat(store.get(key, Optional.empty())).isEqualTo(data);
    }
    assertThat(store.record("once").envelope().suite()).isEqualTo(Suite.AES_256_GCM);
    assertThat(store.record("again").envelope().suite()).isEqualTo(Suite.AES_256_GCM_TWICE);
    assertThat(store.record("default").encryption())
        .isEqualTo(new EncryptionDescription.ServiceManaged());
    assertThat(store.blobs.ids()).hasSize(4);
  }

  @Test
  void updateEncryption_twoLayers_refused() {
    store.put("k", random(10), TWICE);

    assertRefused(
        () -> store.updateEncryption("k", "key-2", false),
        RequestError.EncryptionNotUpdatable.class);
  }

  @Test
  void upload_parts_bothLayersOfEachPart() {
    byte[] data = new Uploading(store).upload(TWICE, Optional.empty());

    assertThat(store.get(Uploading.KEY, Optional.empty())).isEqualTo(data);
    assertThat(store.record(Uploading.KEY).envelope().wrap()).isInstanceOf(LayeredWrap.class);
    assertThat(store.record(Uploading.KEY).manifest().blobIds()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "key-1"})
  @Tag("LAYER-3")
  void get_eitherKeyGone_unreadable(String key) {
    store.put("k", random(10), TWICE);

    store.kms.forget(key);

    assertRefused(() -> store.get("k", Optional.empty()), RequestError.ObjectDamaged.class);
  }

  @Test
  void headListDelete_twoLayers_askNoKms() {
    store.put("k", random(10), TWICE);
    store.kms.calls.clear();

    assertThat(store.head("k").contentLength()).isEqualTo(10);
    assertThat(store.list().entries()).hasSize(1);
    store.delete("k");

    assertThat(store.kms.calls).isEmpty();
  }

  private static EncryptionRequest kms(String key, DataCipher cipher) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse(key)), EncryptionContext.empty(), Optional.empty(), cipher);
  }

  private static byte[] random(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  private static void assertRefused(ThrowingCallable call, Class<? extends RequestError> error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObjectStoreException.class, refused -> assertThat(refused.error()).isInstanceOf(error));
  }
}
