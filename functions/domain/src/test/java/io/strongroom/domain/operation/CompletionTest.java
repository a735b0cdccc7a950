package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** CompleteMultipartUpload: sent again, and with what a client says of encryption. */
class CompletionTest {

  private static final byte[] DATA = {1, 2, 3};

  private final Store store = new Store();
  private final Uploading uploading = new Uploading(store);

  static Stream<EncryptionRequest> modes() {
    return Stream.of(new EncryptionRequest.ServiceManaged(), kms(), customer(1));
  }

  private static EncryptionRequest kms() {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse("key-1")),
        new EncryptionContext(Map.of("team", "a")),
        Optional.of(false),
        DataCipher.AES_256);
  }

  private static EncryptionRequest customer(int number) {
    return new EncryptionRequest.CustomerProvided(Store.customerKey(number));
  }

  private static Optional<CustomerKey> key(EncryptionRequest mode) {
    return mode instanceof EncryptionRequest.CustomerProvided
        ? Optional.of(Store.customerKey(1))
        : Optional.empty();
  }

  private record Started(UploadId id, List<CompleteMultipartUpload.NamedPart> parts) {}

  private Started start(EncryptionRequest mode) {
    UploadId id = await(uploading.create(mode)).uploadId();
    return new Started(
        id, List.of(uploading.named(1, await(uploading.part(id, 1, DATA, key(mode))))));
  }

  private CompleteMultipartUpload.Result complete(Started started, EncryptionRequest stated) {
    return await(uploading.complete(started.id(), started.parts(), stated));
  }

  @Test
  void complete_compositeStatedWithItsCountOrWithout_takenWhenItIsThat() {
    uploading.checksum =
        Optional.of(new ChecksumChoice(ChecksumAlgorithm.CRC32C, ObjectChecksum.Type.COMPOSITE));
    EncryptionRequest mode = new EncryptionRequest.ServiceManaged();
    ObjectChecksum whole = complete(start(mode), mode).checksum().orElseThrow();
    String alone = whole.value().substring(0, whole.value().indexOf('-'));

    for (String stated : List.of(whole.value(), alone)) {
      uploading.stated = Optional.of(named(stated));
      assertThat(complete(start(mode), mode).checksum()).contains(whole);
    }
    for (String stated : List.of("AAAAAA==", alone + "-2", alone.substring(1))) {
      uploading.stated = Optional.of(named(stated));
      Started started = start(mode);
      assertThat(
              catchThrowableOfType(ObjectStoreException.class, () -> complete(started, mode))
                  .error())
          .isInstanceOf(RequestError.BadChecksum.class);
    }
  }

  private static CompleteMultipartUpload.NamedChecksum named(String value) {
    return new CompleteMultipartUpload.NamedChecksum(ChecksumAlgorithm.CRC32C, value);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void complete_again_sameAnswerAndNothingDone(EncryptionRequest mode) {
    uploading.checksum =
        Optional.of(new ChecksumChoice(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE));
    Started started = start(mode);
    CompleteMultipartUpload.Result first = complete(started, mode);
    assertThat(first.checksum()).isPresent();
    assertThat(complete(started, mode)).isEqualTo(first);

    store.delete(Uploading.KEY);
    assertThat(complete(started, mode)).isEqualTo(first);
    assertThat(store.list().entries()).isEmpty();
  }

  @Test
  void complete_againOnACondition_sameAnswer() {
    Started started = start(new EncryptionRequest.ServiceManaged());
    CompleteMultipartUpload.Result first = complete(started, new EncryptionRequest.BucketDefault());
    assertThat(
            await(
                uploading.complete(
                    started.id(),
                    started.parts(),
                    new EncryptionRequest.BucketDefault(),
                    new WriteCondition.IfAbsent())))
        .isEqualTo(first);
  }

  @Test
  void complete_againOfOtherParts_invalidPart() {
    Started started = start(new EncryptionRequest.ServiceManaged());
    complete(started, new EncryptionRequest.BucketDefault());
    Started other =
        new Started(
            started.id(),
            List.of(new CompleteMultipartUpload.NamedPart(1, "00".repeat(16), Optional.empty())));
    assertThat(refusal(other, new EncryptionRequest.BucketDefault()))
        .isInstanceOf(RequestError.InvalidPart.class);
  }

  @Test
  void complete_afterAnAbort_noSuchUpload() {
    Started started = start(new EncryptionRequest.ServiceManaged());
    await(
        new AbortMultipartUpload(store.parts.uploads(), store.uploads)
            .execute(
                new AbortMultipartUpload.Command(
                    Store.CALLER, Store.ref(Uploading.KEY), started.id())));
    assertThat(refusal(started, new EncryptionRequest.BucketDefault()))
        .isEqualTo(new RequestError.NoSuchUpload(started.id().value()));
  }

  @Test
  void complete_customerKeyOfTheUpload_isRepeated() {
    Started started = start(customer(1));
    assertThat(complete(started, customer(1)).encryption().customerKeyMd5())
        .contains(Store.customerKey(1).md5());
  }

  @Test
  void complete_anotherCustomerKey_refusedAndNothingMade() {
    Started started = start(customer(1));
    assertThat(refusal(started, customer(2)))
        .isEqualTo(new RequestError.UploadEncryptionMismatch());
    assertThat(store.list().entries()).isEmpty();
    complete(started, new EncryptionRequest.BucketDefault());
    assertThat(refusal(started, customer(2)))
        .isEqualTo(new RequestError.UploadEncryptionMismatch());
  }

  @Test
  void complete_customerKeyOnAnotherUpload_refused() {
    assertThat(refusal(start(kms()), customer(1)))
        .isEqualTo(new RequestError.UploadEncryptionRequired());
  }

  @Test
  void complete_modeOfTheUpload_accepted() {
    assertThat(
            complete(
                    start(new EncryptionRequest.ServiceManaged()),
                    new EncryptionRequest.ServiceManaged())
                .etag())
        .isNotNull();
    assertThat(complete(start(kms()), kms()).etag()).isNotNull();
  }

  @Test
  void complete_anotherMode_refused() {
    assertThat(refusal(start(kms()), new EncryptionRequest.ServiceManaged()))
        .isEqualTo(new RequestError.UploadEncryptionMismatch());
    assertThat(refusal(start(new EncryptionRequest.ServiceManaged()), kms()))
        .isEqualTo(new RequestError.UploadEncryptionMismatch());
    EncryptionRequest otherKey =
        new EncryptionRequest.KmsManaged(
            Optional.of(KeyName.parse("key-2")),
            EncryptionContext.empty(),
            Optional.empty(),
            DataCipher.AES_256);
    assertThat(refusal(start(kms()), otherKey))
        .isEqualTo(new RequestError.UploadEncryptionMismatch());
  }

  private RequestError refusal(Started started, EncryptionRequest stated) {
    ObjectStoreException refused =
        catchThrowableOfType(ObjectStoreException.class, () -> complete(started, stated));
    return refused.error();
  }

  private static <T> T await(Uni<T> result) {
    return result.await().indefinitely();
  }
}
