package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksummedBody;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.testing.Store;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC META-3: whatever led to a mode, plaintext checksums are at rest as that mode wants them. */
@Tag("META-3")
class ChecksumsAtRestTest {

  private static final byte[] DATA = new byte[20000];

  static {
    new Random(3).nextBytes(DATA);
  }

  enum Mode {
    SERVICE,
    KMS,
    BUCKET_KEY,
    SM4,
    CUSTOMER;

    EncryptionRequest request(int key) {
      return switch (this) {
        case SERVICE -> new EncryptionRequest.ServiceManaged();
        case KMS -> kms(key, false, DataCipher.AES_256);
        case BUCKET_KEY -> kms(key, true, DataCipher.AES_256);
        case SM4 -> kms(key, false, DataCipher.SM4);
        case CUSTOMER -> new EncryptionRequest.CustomerProvided(Store.customerKey(key));
      };
    }

    Optional<CustomerKey> key(int key) {
      return this == CUSTOMER ? Optional.of(Store.customerKey(key)) : Optional.empty();
    }

    private static EncryptionRequest kms(int key, boolean bucketKey, DataCipher cipher) {
      return new EncryptionRequest.KmsManaged(
          Optional.of(KeyName.parse("key-" + key)),
          EncryptionContext.empty(),
          Optional.of(bucketKey),
          cipher);
    }
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Mode.values())
        .flatMap(from -> Arrays.stream(Mode.values()).map(to -> Arguments.of(from, to)));
  }

  private final Store store = new Store();

  @ParameterizedTest
  @EnumSource
  void put_anyMode_asTheModeWants(Mode mode) {
    ObjectChecksum checksum = put("k", mode);
    assertAtRest("k", mode);
    assertThat(answered("k", mode.key(1))).contains(checksum);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copy_toAnotherName_asTheNewModeWants(Mode from, Mode to) {
    ObjectChecksum checksum = put("k", from);
    store.copy("k", from.key(1), "copy", to.request(2));
    assertAtRest("copy", to);
    assertThat(answered("copy", to.key(2))).contains(checksum);
    assertThat(answered("k", from.key(1))).contains(checksum);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copy_ontoItself_asTheNewModeWants(Mode from, Mode to) {
    ObjectChecksum checksum = put("k", from);
    store.copy("k", from.key(1), "k", to.request(2));
    assertAtRest("k", to);
    assertThat(answered("k", to.key(2))).contains(checksum);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void update_ofServiceManaged_sealedAndOtherwiseTheSame(boolean bucketKey) {
    ObjectChecksum checksum = put("k", Mode.SERVICE);
    ObjectVersion before = store.record("k");
    store.kms.given.clear();

    store.updateEncryption("k", "key-2", bucketKey);

    ObjectVersion after = store.record("k");
    assertAtRest("k", Mode.KMS);
    assertThat(after.etag()).isEqualTo(before.etag());
    assertThat(after.lastModified()).isEqualTo(before.lastModified());
    assertThat(after.manifest()).isEqualTo(before.manifest());
    assertThat(answered("k", Optional.empty())).contains(checksum);
    assertThat(store.get("k", Optional.empty())).isEqualTo(DATA);
    assertThat(store.kms.given)
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThatThrownBy(() -> key.use(bytes -> bytes.length))
                    .isInstanceOf(IllegalStateException.class));
  }

  @Test
  void update_ofKmsManaged_theKeyStaysInTheKms() {
    ObjectChecksum checksum = put("k", Mode.KMS);
    ObjectVersion before = store.record("k");
    store.kms.calls.clear();

    store.updateEncryption("k", "key-2", false);

    assertThat(store.kms.calls).containsExactly("ReEncrypt");
    assertThat(store.record("k").checksum()).isEqualTo(before.checksum());
    assertThat(answered("k", Optional.empty())).contains(checksum);
  }

  /** As records were left once, by an update that changed the envelope alone. */
  @Test
  void update_ofKmsManagedWithAClearChecksum_sealed() {
    ObjectChecksum checksum = put("k", Mode.KMS);
    ObjectVersion sealed = store.record("k");
    store.metadata.replace(
        sealed.sealed(
            new Sealing(
                sealed.encryption(),
                sealed.envelope(),
                Optional.of(new StoredChecksum.Clear(checksum)),
                List.of())));

    store.updateEncryption("k", "key-2", false);

    assertAtRest("k", Mode.KMS);
    assertThat(answered("k", Optional.empty())).contains(checksum);
  }

  @Test
  void record_fromKmsToServiceManaged_opened() {
    ObjectChecksum checksum = put("k", Mode.KMS);
    ObjectVersion opened =
        store
            .parts
            .rewrapper()
            .record(
                store.record("k"),
                Optional.empty(),
                new EncryptionSettings.ServiceManaged(),
                Store.ref("k"),
                Store.CALLER)
            .await()
            .indefinitely();
    assertThat(opened.checksum()).contains(new StoredChecksum.Clear(checksum));
  }

  private ObjectChecksum put(String key, Mode mode) {
    RequestBody body =
        new ChecksummedBody(
            new ContentBody(Store.content(DATA), DATA.length), ChecksumAlgorithm.SHA256);
    return store.put(key, body, mode.request(1)).checksum().orElseThrow();
  }

  private Optional<ObjectChecksum> answered(String key, Optional<CustomerKey> customerKey) {
    return store.head(key, customerKey, new Selection.Whole(), true).checksum();
  }

  private void assertAtRest(String key, Mode mode) {
    Class<? extends StoredChecksum> wanted =
        mode == Mode.SERVICE ? StoredChecksum.Clear.class : StoredChecksum.Sealed.class;
    assertThat(store.record(key).checksum()).get().isInstanceOf(wanted);
  }
}
