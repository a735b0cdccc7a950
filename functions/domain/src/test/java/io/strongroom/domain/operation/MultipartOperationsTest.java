package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.envelope.WrappedObject;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A multipart upload over in-memory ports: what it seals, and which KMS rights that takes. */
class MultipartOperationsTest {

  private static final String KEY = Uploading.KEY;

  private final Store store = new Store();
  private final Uploading uploading = new Uploading(store);

  static Stream<EncryptionRequest> kmsModes() {
    return Stream.of(
        new EncryptionRequest.ServiceManaged(),
        kms(false, DataCipher.AES_256),
        kms(false, DataCipher.SM4),
        kms(true, DataCipher.AES_256));
  }

  @ParameterizedTest
  @MethodSource("kmsModes")
  void get_afterComplete_partsInOrder(EncryptionRequest mode) {
    byte[] data = uploading.upload(mode, Optional.empty());
    assertThat(store.get(KEY, Optional.empty())).isEqualTo(data);
  }

  @Test
  void get_customerKey_onlyTheClientHasIt() {
    byte[] data =
        uploading.upload(
            new EncryptionRequest.CustomerProvided(Store.customerKey(1)),
            Optional.of(Store.customerKey(1)));
    assertThat(store.get(KEY, Optional.of(Store.customerKey(1)))).isEqualTo(data);
  }

  /** So put-object can be given Decrypt for keys of open uploads, and for nothing else. */
  @ParameterizedTest
  @MethodSource("kmsModes")
  void upload_unwrapsOnlyKeysOfUploads(EncryptionRequest mode) {
    uploading.upload(mode, Optional.empty());
    assertThat(store.kms.calls).doesNotContain("ReEncrypt");
    assertThat(store.kms.decrypted)
        .isNotEmpty()
        .allSatisfy(
            context -> assertThat(context.pairs()).containsEntry("strongroom:use", "upload"));
  }

  @ParameterizedTest
  @MethodSource("kmsModes")
  void get_afterComplete_needsNoKeyOfAnUpload(EncryptionRequest mode) {
    uploading.upload(mode, Optional.empty());
    store.kms.decrypted.clear();
    store.get(KEY, Optional.empty());
    assertThat(store.kms.decrypted)
        .singleElement()
        .satisfies(context -> assertThat(context.pairs()).doesNotContainKey("strongroom:use"));
  }

  @ParameterizedTest
  @MethodSource("kmsModes")
  @Tag("ENV-5")
  void open_envelopeOfTheOtherUse_refused(EncryptionRequest mode) {
    UploadId id = await(uploading.create(mode)).uploadId();
    Upload upload = await(store.uploads.find(Store.ref(KEY), id)).orElseThrow();
    WrappedObject parts = wrapped(upload, upload.keys().parts());
    WrappedObject object = wrapped(upload, upload.keys().object());
    store.kms.calls.clear();

    assertThatThrownBy(() -> await(store.parts.envelopes().open(parts, Store.CALLER)))
        .isInstanceOf(ObjectStoreException.class);
    assertThatThrownBy(() -> await(store.parts.envelopes().openUpload(object, Store.CALLER)))
        .isInstanceOf(ObjectStoreException.class);
    assertThat(store.kms.calls).isEmpty();
  }

  private static WrappedObject wrapped(Upload upload, Envelope envelope) {
    return new WrappedObject(upload.ref(), envelope, upload.encryption(), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  @Tag("META-3")
  void update_ofServiceManaged_checksumsOfPartsAreSealedToo(ObjectChecksum.Type type) {
    ChecksumAlgorithm algorithm =
        type == ObjectChecksum.Type.COMPOSITE
            ? ChecksumAlgorithm.SHA256
            : ChecksumAlgorithm.CRC64NVME;
    uploading.checksum = Optional.of(new ChecksumChoice(algorithm, type));
    uploading.upload(new EncryptionRequest.ServiceManaged(), Optional.empty());
    List<Optional<ObjectChecksum>> before = answeredChecksums();
    assertThat(before).doesNotContain(Optional.empty());

    store.updateEncryption(KEY, "key-2", true);

    assertThat(store.record(KEY).checksum()).get().isInstanceOf(StoredChecksum.Sealed.class);
    assertThat(store.record(KEY).parts())
        .hasSize(2)
        .allSatisfy(
            part -> assertThat(part.checksum()).get().isInstanceOf(StoredChecksum.Sealed.class));
    assertThat(answeredChecksums()).isEqualTo(before);
  }

  /** Of the whole and of both parts. */
  private List<Optional<ObjectChecksum>> answeredChecksums() {
    // Parts have one of their own where the object's is made of them.
    boolean composite = uploading.checksum.orElseThrow().type() == ObjectChecksum.Type.COMPOSITE;
    return Stream.of(new Selection.Whole(), new Selection.Part(1), new Selection.Part(2))
        .limit(composite ? 3 : 1)
        .map(selection -> store.head(KEY, Optional.empty(), selection, true).checksum())
        .toList();
  }

  private static <T> T await(Uni<T> result) {
    return result.await().indefinitely();
  }

  private static EncryptionRequest kms(boolean bucketKey, DataCipher cipher) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse("key-1")),
        new EncryptionContext(Map.of("team", "a")),
        Optional.of(bucketKey),
        cipher);
  }
}
