package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.PartId;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small objects whose bytes rest beside their record. */
final class InlineObjectsTest {

  private static final int LIMIT = 8192;
  private static final int LARGEST = LIMIT - SealedSize.HEADER_BYTES - SealedSize.TAG_BYTES;
  private static final EncryptionRequest DEFAULT = new EncryptionRequest.BucketDefault();

  private static final EncryptionRequest KMS = kms("key-1");
  private static final EncryptionRequest OTHER_KMS = kms("key-2");

  private final Store store = new Store(LIMIT);

  private static EncryptionRequest kms(String key) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse(key)),
        EncryptionContext.empty(),
        Optional.of(false),
        DataCipher.AES_256);
  }

  private static byte[] data(int size) {
    byte[] data = new byte[size];
    new Random(size).nextBytes(data);
    return data;
  }

  private ReadableVersion readable(String key) {
    return store
        .objects
        .locateToRead(Wanted.current(Store.ref(key)))
        .await()
        .indefinitely()
        .found()
        .orElseThrow();
  }

  private UUID blob(String key) {
    return store.record(key).manifest().blobIds().getFirst();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, LARGEST})
  void put_small_makesNoBlobAndComesBack(int size) {
    byte[] data = data(size);
    store.put("k", data, DEFAULT);
    assertThat(store.blobs.ids()).isEmpty();
    assertThat(readable("k").bytes().orElseThrow().length())
        .isEqualTo((int) SealedSize.ofPlaintext(size));
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
    assertThat(store.head("k").object().size()).isEqualTo(size);
  }

  @ParameterizedTest
  @ValueSource(ints = {LARGEST + 1, 16384, 40000})
  void put_larger_isABlob(int size) {
    byte[] data = data(size);
    store.put("k", data, DEFAULT);
    assertThat(store.blobs.ids()).containsExactly(blob("k"));
    assertThat(readable("k").bytes()).isEmpty();
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
  }

  /** The length of a chunked body is known at its end only. */
  @ParameterizedTest
  @ValueSource(ints = {0, LARGEST, LARGEST + 1, 100000})
  void put_lengthUnknown_restsWhereItFits(int size) {
    byte[] data = data(size);
    store.put("k", withoutLength(data), DEFAULT);
    assertThat(store.blobs.ids().isEmpty()).isEqualTo(size <= LARGEST);
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
  }

  @Test
  void put_noLimit_alwaysABlob() {
    Store off = new Store(0);
    off.put("k", new byte[0], DEFAULT);
    assertThat(off.blobs.ids()).hasSize(1);
    assertThat(off.get("k", Optional.empty())).isEmpty();
  }

  @Test
  void put_small_holdsNoPlaintext() {
    String marker = "a marker that is long enough";
    store.put("k", marker.repeat(100).getBytes(StandardCharsets.ISO_8859_1), DEFAULT);
    byte[] stored = readable("k").bytes().orElseThrow().bytes();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(marker);
  }

  @Test
  void get_range_readsTheseBytes() {
    byte[] data = data(5000);
    store.put("k", data, DEFAULT);
    assertThat(
            store.get(
                "k", Optional.empty(), new Selection.Span(10, OptionalLong.of(99), "bytes=10-99")))
        .isEqualTo(Arrays.copyOfRange(data, 10, 100));
  }

  @Test
  void copy_sealedAgain_restsBesideItsRecordToo() {
    byte[] data = data(4096);
    store.put("a", data, DEFAULT);
    store.copy("a", Optional.empty(), "b", KMS);
    store.delete("a");
    assertThat(store.get("b", Optional.empty())).isEqualTo(data);
    assertThat(readable("b").bytes()).isPresent();
    assertThat(store.blobs.ids()).isEmpty();
  }

  @Test
  void copy_rewrapped_sharesTheBytes() {
    byte[] data = data(4096);
    store.put("a", data, KMS);
    store.copy("a", Optional.empty(), "b", OTHER_KMS);
    assertThat(blob("b")).isEqualTo(blob("a"));
    store.delete("a");
    collect();
    assertThat(store.get("b", Optional.empty())).isEqualTo(data);
    UUID blob = blob("b");
    store.delete("b");
    collect();
    assertThat(store.references.known(Set.of(blob)).await().indefinitely()).isEmpty();
  }

  @Test
  void updateEncryption_bytesStay() {
    byte[] data = data(4096);
    store.put("k", data, KMS);
    store.updateEncryption("k", "key-2", false);
    assertThat(store.get("k", Optional.empty())).isEqualTo(data);
    assertThat(store.blobs.ids()).isEmpty();
  }

  /** Parts are blobs whatever their size, also where their source is not. */
  @Test
  void uploadPartCopy_ofBytes_isABlob() {
    byte[] data = data(4096);
    store.put("source", data, DEFAULT);
    Uploading uploading = new Uploading(store);
    UploadId upload = uploading.create(DEFAULT).await().indefinitely().uploadId();
    PartId part = new PartId(Store.ref("k"), upload, 1);
    UploadPartCopy.Result copied =
        new UploadPartCopy(
                store.parts.uploads(), store.parts.copySource(), store.parts.partSealer())
            .execute(
                new UploadPartCopy.Command(
                    Store.CALLER,
                    part,
                    Optional.empty(),
                    new CopyObject.Source(
                        Wanted.current(Store.ref("source")),
                        Optional.empty(),
                        ReadConditions.none()),
                    Optional.of(new ByteRange(1, 100))))
            .await()
            .indefinitely();
    assertThat(copied.etag().value()).isNotEmpty();
    assertThat(store.blobs.ids()).hasSize(1);
  }

  @Test
  void put_refused_leavesNothing() {
    store.put("k", data(10), DEFAULT);
    UUID before = blob("k");
    PutObject.Command command =
        new PutObject.Command(
            Store.CALLER,
            Store.ref("k"),
            DEFAULT,
            ObjectMetadata.none(),
            new ContentBody(Store.content(data(20)), 20),
            new WriteCondition.IfAbsent(),
            Store.S3_RULES);
    assertThatThrownBy(
            () ->
                new PutObject(
                        store.parts.storedObjects(),
                        store.parts.sealingKeys(),
                        store.parts.writer())
                    .execute(command)
                    .await()
                    .indefinitely())
        .isInstanceOf(ObjectStoreException.class);
    assertThat(blob("k")).isEqualTo(before);
    assertThat(store.blobs.ids()).isEmpty();
  }

  private void collect() {
    List<UUID> gone = store.references.collectable(100).await().indefinitely();
    gone.forEach(store.blobs::delete);
    store.references.forget(gone).await().indefinitely();
  }

  private static RequestBody withoutLength(byte[] data) {
    RequestBody body = new ContentBody(Store.content(data), data.length);
    return new RequestBody() {
      @Override
      public InputStream stream() {
        return body.stream();
      }

      @Override
      public OptionalLong length() {
        return OptionalLong.empty();
      }

      @Override
      public Optional<ChecksumAlgorithm> declaredChecksum() {
        return body.declaredChecksum();
      }

      @Override
      public Optional<ObjectChecksum> checksum() {
        return body.checksum();
      }
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 30, 60, 4000})
  void get_bytesChanged_isDamaged(int at) {
    store.put("k", data(4096), DEFAULT);
    byte[] bytes = readable("k").bytes().orElseThrow().bytes();
    bytes[at] ^= 1;
    store.metadata.replaceBytes(blob("k"), SealedBytes.adopt(bytes));
    assertDamaged("k");
  }

  @Test
  void get_bytesCutOff_isDamaged() {
    store.put("k", data(4096), DEFAULT);
    byte[] bytes = readable("k").bytes().orElseThrow().bytes();
    for (int length : new int[] {0, 10, 56, bytes.length - 1, bytes.length + 1}) {
      store.metadata.replaceBytes(blob("k"), SealedBytes.adopt(Arrays.copyOf(bytes, length)));
      assertDamaged("k");
    }
  }

  @Test
  void get_bytesOfAnotherObject_isDamaged() {
    store.put("a", data(4096), DEFAULT);
    store.put("b", data(4096), DEFAULT);
    store.metadata.replaceBytes(blob("a"), readable("b").bytes().orElseThrow());
    assertDamaged("a");
  }

  private void assertDamaged(String key) {
    assertThatThrownBy(() -> store.get(key, Optional.empty()))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isInstanceOf(RequestError.ObjectDamaged.class));
  }
}
