package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.testing.Store;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PutObject, GetObject and CopyObject over in-memory ports: what is sealed under what. */
class ObjectOperationsTest {

  private static final EncryptionRequest SERVICE = new EncryptionRequest.ServiceManaged();
  private static final EncryptionRequest KMS = kms("key-1", false, DataCipher.AES_256);
  private static final EncryptionRequest SM4 = kms("key-1", false, DataCipher.SM4);
  private static final EncryptionRequest BUCKET_KEY = kms("key-1", true, DataCipher.AES_256);

  private final Store store = new Store();

  static Stream<EncryptionRequest> modes() {
    return Stream.of(SERVICE, KMS, SM4, BUCKET_KEY);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void get_whatWasPut_identical(EncryptionRequest mode) {
    byte[] data = random(3 * 16384 + 5);
    store.put("k", data, mode);
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16383, 16384, 16385, 32768})
  void get_segmentBorders_identical(int size) {
    byte[] data = random(size);
    store.put("k", data, KMS);
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
    assertThat(store.record("k").size()).isEqualTo(size);
  }

  @Test
  void get_range_isSlice() {
    byte[] data = random(40000);
    store.put("k", data, KMS);
    byte[] slice =
        store.get(
            "k", Optional.empty(), new Selection.Span(16380, OptionalLong.of(16390), "bytes=..."));
    assertThat(slice).isEqualTo(Arrays.copyOfRange(data, 16380, 16391));
  }

  @Test
  void get_customerKey_onlyWithTheKey() {
    byte[] data = random(100);
    store.put("k", data, new EncryptionRequest.CustomerProvided(Store.customerKey(1)));
    assertThat(store.get("k", Optional.of(Store.customerKey(1)))).isEqualTo(data);
    assertRefused(
        () -> store.get("k", Optional.of(Store.customerKey(2))),
        RequestError.CustomerKeyWrong.class);
    assertRefused(() -> store.get("k", Optional.empty()), RequestError.CustomerKeyRequired.class);
    assertThat(store.record("k").envelope().wrap()).isInstanceOf(CustomerKeyWrap.class);
    assertThat(store.kms.calls).isEmpty();
  }

  @Test
  void get_customerKeyForAnotherMode_notApplicable() {
    store.put("k", random(1), KMS);
    assertRefused(
        () -> store.get("k", Optional.of(Store.customerKey(1))),
        RequestError.CustomerKeyNotApplicable.class);
  }

  @Test
  void get_tamperedFirstSegment_failsBeforeThereIsAResult() {
    store.put("k", random(50000), KMS);
    UUID blob = store.record("k").manifest().blobIds().getFirst();
    byte[] sealed = store.blobs.bytes(blob);
    sealed[100] ^= 1;
    store.blobs.replace(blob, sealed);
    assertRefused(() -> store.get("k", Optional.empty()), RequestError.ObjectDamaged.class);
  }

  @Test
  void copy_damagedLaterSegment_damagedAndNothingIsLeft() {
    store.put("k", random(100000), KMS);
    UUID blob = store.record("k").manifest().blobIds().getFirst();
    byte[] sealed = store.blobs.bytes(blob);
    sealed[60000] ^= 1;
    store.blobs.replace(blob, sealed);
    assertRefused(
        () -> store.copy("k", Optional.empty(), "copy", SM4), RequestError.ObjectDamaged.class);
    assertThat(store.blobs.ids()).containsExactly(blob);
  }

  @Test
  void get_missingBlob_damaged() {
    store.put("k", random(10), KMS);
    UUID blob = store.record("k").manifest().blobIds().getFirst();
    store.blobs.delete(blob);
    assertThatThrownBy(() -> store.get("k", Optional.empty()))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused ->
                assertThat(refused.error())
                    .isEqualTo(
                        new RequestError.ObjectDamaged(
                            new Damage(
                                "a blob is missing",
                                Optional.of(Store.ref("k")),
                                Optional.of(VersionId.NULL),
                                Optional.of(blob)))));
  }

  @ParameterizedTest
  @MethodSource("modes")
  @Tag("ENV-3")
  void get_recordMovedToAnotherObject_refused(EncryptionRequest mode) {
    moveRecord(mode);
    assertRefused(() -> store.get("b", Optional.empty()), RequestError.ObjectDamaged.class);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void copy_recordMovedToAnotherObject_notLaunderedByANewWrap(EncryptionRequest mode) {
    moveRecord(mode);
    store.kms.calls.clear();
    assertRefused(
        () -> store.copy("b", Optional.empty(), "b", kms("key-2", false, DataCipher.AES_256)),
        RequestError.ObjectDamaged.class);
    assertThat(store.kms.calls).doesNotContain("ReEncrypt");
  }

  @Test
  void put_serviceManaged_etagIsMd5AndKmsIsOpaque() {
    byte[] data = "hello".getBytes(StandardCharsets.US_ASCII);
    assertThat(store.put("a", data, SERVICE).etag().value())
        .isEqualTo("5d41402abc4b2a76b9719d911017c592");
    String first = store.put("b", data, KMS).etag().value();
    String second = store.put("b", data, KMS).etag().value();
    assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
  }

  @Test
  @Tag("KEY-1")
  void copy_otherKmsKey_sharesTheBlobAndReEncryptsInTheKms() {
    byte[] data = random(70000);
    store.put("k", data, KMS);
    SealedManifest before = store.record("k").manifest();
    store.kms.calls.clear();

    store.copy("k", Optional.empty(), "k", kms("key-2", false, DataCipher.AES_256));

    assertThat(store.kms.calls).containsExactly("ReEncrypt");
    ObjectVersion after = store.record("k");
    assertThat(after.manifest()).isEqualTo(before);
    assertThat(((KmsWrap) after.envelope().wrap()).keyId().text()).endsWith("key-2");
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
  }

  @Test
  @Tag("KEY-2")
  @Tag("SUITE-2")
  void copy_otherCipher_writesNewData() {
    byte[] data = random(70000);
    store.put("k", data, KMS);
    store.copy("k", Optional.empty(), "copy", SM4);
    assertThat(store.record("copy").manifest().blobIds())
        .doesNotContainAnyElementsOf(store.record("k").manifest().blobIds());
    assertThat(store.get("copy", Optional.empty())).isEqualTo(data);
  }

  @Test
  void copy_withoutSettings_inheritsNothing() {
    store.put("k", random(10), KMS);
    store.copy("k", Optional.empty(), "copy", new EncryptionRequest.BucketDefault());
    assertThat(store.record("copy").encryption())
        .isEqualTo(new EncryptionDescription.ServiceManaged());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void copy_placement_isNotTheSources(boolean sameKey) {
    ObjectMetadata metadata =
        new ObjectMetadata(
            Map.of("content-type", "text/plain", ObjectMetadata.REDIRECT, "/x"),
            Map.of("a", "b"),
            Optional.of("GLACIER_IR"));
    store.put("k", new ContentBody(Store.content(random(9)), 9), SERVICE, metadata);
    EncryptionRequest target = sameKey ? SERVICE : SM4;

    store.copy("k", Optional.empty(), "copy", target);

    assertThat(store.record("copy").metadata())
        .isEqualTo(
            new ObjectMetadata(
                Map.of("content-type", "text/plain"), Map.of("a", "b"), Optional.empty()));
  }

  @Test
  @Tag("KEY-1")
  void copy_customerKeyChange_sharesTheBlob() {
    byte[] data = random(20000);
    store.put("k", data, new EncryptionRequest.CustomerProvided(Store.customerKey(1)));
    List<UUID> before = store.record("k").manifest().blobIds();
    store.copy(
        "k",
        Optional.of(Store.customerKey(1)),
        "k",
        new EncryptionRequest.CustomerProvided(Store.customerKey(2)));
    assertThat(store.record("k").manifest().blobIds()).isEqualTo(before);
    assertThat(store.get("k", Optional.of(Store.customerKey(2)))).isEqualTo(data);
    assertRefused(
        () -> store.get("k", Optional.of(Store.customerKey(1))),
        RequestError.CustomerKeyWrong.class);
  }

  @Test
  void copy_ontoItselfUnchanged_illegal() {
    store.put("k", random(10), SERVICE);
    assertRefused(
        () -> store.copy("k", Optional.empty(), "k", new EncryptionRequest.BucketDefault()),
        CopyError.IllegalSelfCopy.class);
  }

  /** As somebody with the database could: the record of object a in the place of object b's. */
  @ParameterizedTest
  @MethodSource("modes")
  void headListDelete_anyMode_askNoKms(EncryptionRequest mode) {
    store.put("k", random(10), mode);
    store.kms.calls.clear();

    assertThat(store.head("k").contentLength()).isEqualTo(10);
    assertThat(store.list().entries()).hasSize(1);
    store.delete("k");

    assertThat(store.list().entries()).isEmpty();
    assertThat(store.kms.calls).isEmpty();
  }

  private void moveRecord(EncryptionRequest mode) {
    store.put("a", random(10), mode);
    store.put("b", random(10), mode);
    ObjectVersion a = store.record("a");
    ObjectVersion b = store.record("b");
    ObjectVersion forged =
        new ObjectVersion(b.versionRef(), a.content(), a.sealing(), a.metadata());
    store.objects.replaceRecord(forged, b.envelope()).await().indefinitely();
  }

  private static EncryptionRequest kms(String key, boolean bucketKey, DataCipher cipher) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse(key)), EncryptionContext.empty(), Optional.of(bucketKey), cipher);
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
