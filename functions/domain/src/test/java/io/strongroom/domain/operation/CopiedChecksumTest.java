package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ChecksumCalculator;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A copy has the checksum of its bytes, and does not tell which way it was made. */
class CopiedChecksumTest {

  private static final EncryptionRequest SERVICE = new EncryptionRequest.ServiceManaged();

  private final Store store = new Store();
  private final Uploading uploading = new Uploading(store);

  @Test
  void copy_rewrapped_answersAsResealed() {
    byte[] data = put(kms("key-1"), ChecksumAlgorithm.CRC32);

    CopyObject.Result rewrapped = copy("rewrapped", kms("key-2"));
    CopyObject.Result resealed = copy("resealed", SERVICE);

    assertThat(store.record("rewrapped").manifest())
        .isEqualTo(store.record(Uploading.KEY).manifest());
    assertThat(rewrapped.checksum()).contains(whole(ChecksumAlgorithm.CRC32, data));
    assertThat(rewrapped.checksum()).isEqualTo(resealed.checksum());
    assertThat(stored("rewrapped", Optional.empty())).isEqualTo(rewrapped.checksum());
  }

  @Test
  void copy_customerKeyChanged_answersTheChecksum() {
    byte[] data =
        put(
            new EncryptionRequest.CustomerProvided(Store.customerKey(1)),
            ChecksumAlgorithm.CRC64NVME);

    CopyObject.Result copied =
        store.copy(
            Uploading.KEY,
            Optional.of(Store.customerKey(1)),
            "copy",
            new EncryptionRequest.CustomerProvided(Store.customerKey(2)));

    assertThat(copied.checksum()).contains(whole(ChecksumAlgorithm.CRC64NVME, data));
    assertThat(stored("copy", Optional.of(Store.customerKey(2)))).isEqualTo(copied.checksum());
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32C", "SHA1", "SHA256"})
  void copy_ofACompositeUpload_isOfOnePart(ChecksumAlgorithm algorithm) {
    uploading.checksum = Optional.of(new ChecksumChoice(algorithm, ObjectChecksum.Type.COMPOSITE));
    byte[] data = uploading.upload(kms("key-1"), Optional.empty());

    CopyObject.Result copied = copy("copy", kms("key-2"));

    assertThat(copied.checksum()).contains(whole(algorithm, data));
    assertThat(stored("copy", Optional.empty())).isEqualTo(copied.checksum());
    assertThat(store.record("copy").parts()).isEmpty();
    assertThat(store.get("copy", Optional.empty())).isEqualTo(data);
    boolean shared = store.record("copy").manifest().equals(store.record(Uploading.KEY).manifest());
    assertThat(shared).isEqualTo(algorithm.combinable());
  }

  private byte[] put(EncryptionRequest mode, ChecksumAlgorithm algorithm) {
    byte[] data = "some content".getBytes(StandardCharsets.US_ASCII);
    store.put(
        Uploading.KEY,
        new ChecksummedBody(new ContentBody(Store.content(data), data.length), algorithm),
        mode);
    return data;
  }

  private CopyObject.Result copy(String to, EncryptionRequest mode) {
    return store.copy(Uploading.KEY, Optional.empty(), to, mode);
  }

  private Optional<ObjectChecksum> stored(String key, Optional<CustomerKey> customerKey) {
    return store.head(key, customerKey, new Selection.Whole(), true).checksum();
  }

  private static ObjectChecksum whole(ChecksumAlgorithm algorithm, byte[] data) {
    ChecksumCalculator calculator = algorithm.newCalculator();
    calculator.update(data, 0, data.length);
    return ObjectChecksum.fullObject(algorithm, calculator.digest());
  }

  private static EncryptionRequest kms(String key) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse(key)),
        new EncryptionContext(Map.of()),
        Optional.of(false),
        DataCipher.AES_256);
  }
}
