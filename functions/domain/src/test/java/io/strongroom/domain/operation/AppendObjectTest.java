package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.AppendError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.testing.Store;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Appends over in-memory ports. */
class AppendObjectTest {

  private static final EncryptionRequest BY_DEFAULT = new EncryptionRequest.BucketDefault();

  /** Small objects rest beside their records; pieces of one never do. */
  private final Store store = new Store(64 * 1024);

  static Stream<EncryptionRequest> modes() {
    return Stream.of(
        BY_DEFAULT,
        new EncryptionRequest.ServiceManaged(),
        kms(DataCipher.AES_256),
        kms(DataCipher.SM4));
  }

  private static EncryptionRequest kms(DataCipher cipher) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse("key-1")), EncryptionContext.empty(), Optional.empty(), cipher);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void append_threeTimes_readsAsOne(EncryptionRequest mode) {
    assertThat(append("abc", 0, mode).next()).isEqualTo(3);
    assertThat(append("", 3, BY_DEFAULT).next()).isEqualTo(3);
    assertThat(append("defg", 3, BY_DEFAULT).next()).isEqualTo(7);

    assertThat(read()).isEqualTo("abcdefg");
    assertThat(store.record("k").metadata().isAppendable()).isTrue();
    assertThat(
            new String(
                store.get("k", Optional.empty(), new Selection.Span(2, OptionalLong.of(4), "")),
                StandardCharsets.UTF_8))
        .isEqualTo("cde");
  }

  @Test
  @Tag("SEG-3")
  void append_again_anotherTagAndBlobUnderTheSameKey() {
    String first = append("abc", 0, kms(DataCipher.AES_256)).etag().value();
    var envelope = store.record("k").envelope();

    String second = append("abc", 3, BY_DEFAULT).etag().value();

    assertThat(second).isNotEqualTo(first);
    assertThat(store.record("k").envelope()).isEqualTo(envelope);
    assertThat(store.record("k").manifest().blobIds()).hasSize(2).doesNotHaveDuplicates();
    assertThat(store.blobs.ids()).hasSize(2);
  }

  @Test
  void append_customerKey_withEveryPiece() {
    append("abc", 0, customer(1));

    assertRefused(() -> append("d", 3, BY_DEFAULT), RequestError.CustomerKeyRequired.class);
    assertRefused(() -> append("d", 3, customer(2)), RequestError.CustomerKeyWrong.class);
    append("d", 3, customer(1));

    assertThat(store.get("k", Optional.of(Store.customerKey(1))))
        .isEqualTo("abcd".getBytes(StandardCharsets.UTF_8));
  }

  private static EncryptionRequest customer(int fill) {
    return new EncryptionRequest.CustomerProvided(Store.customerKey(fill));
  }

  @Test
  void append_elsewhere_refusedWithTheLength() {
    append("abc", 0, BY_DEFAULT);

    for (long position : new long[] {0, 2, 4, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> append("d", position, BY_DEFAULT))
          .isInstanceOfSatisfying(
              ObjectStoreException.class,
              refused ->
                  assertThat(refused.error())
                      .isEqualTo(new AppendError.WrongPosition(Store.ref("k").key(), 3)));
    }
    assertThat(read()).isEqualTo("abc");
    assertThat(store.blobs.ids()).hasSize(1);
  }

  @Test
  void append_nothingThereAndNotAtTheStart_invalidArgument() {
    assertRefused(() -> append("abc", 1, BY_DEFAULT), RequestError.InvalidArgument.class);
    assertThat(store.blobs.ids()).isEmpty();
  }

  @Test
  void append_toWhatWasPut_notAppendable() {
    store.put("k", "abc".getBytes(StandardCharsets.UTF_8), BY_DEFAULT);

    assertRefused(() -> append("d", 3, BY_DEFAULT), AppendError.ObjectNotAppendable.class);
    assertRefused(() -> append("d", 0, BY_DEFAULT), AppendError.ObjectNotAppendable.class);
  }

  @Test
  void put_overAppendable_normalAgain() {
    append("abc", 0, BY_DEFAULT);
    store.put("k", "x".getBytes(StandardCharsets.UTF_8), BY_DEFAULT);

    assertThat(store.record("k").metadata().isAppendable()).isFalse();
  }

  @Test
  void copy_ofAppendable_normalWithAllBytes() {
    append("abc", 0, kms(DataCipher.AES_256));
    append("def", 3, BY_DEFAULT);
    store.copy("k", Optional.empty(), "shared", kms(DataCipher.AES_256));
    store.copy("k", Optional.empty(), "sealed", kms(DataCipher.SM4));

    for (String copy : new String[] {"shared", "sealed"}) {
      assertThat(store.record(copy).metadata().isAppendable()).isFalse();
      assertThat(store.get(copy, Optional.empty()))
          .isEqualTo("abcdef".getBytes(StandardCharsets.UTF_8));
    }
    append("g", 6, BY_DEFAULT);
    assertThat(store.get("shared", Optional.empty())).hasSize(6);
    assertThat(read()).isEqualTo("abcdefg");
  }

  @Test
  void append_again_asksByHowTheObjectIsSealed_notByWhatIsWished() {
    append("abc", 0, BY_DEFAULT);
    store.authorizer.taken();

    append("d", 3, kms(DataCipher.AES_256));

    assertThat(store.authorizer.taken())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.conditions().encryption()).isEmpty();
              assertThat(asked.conditions().inherited())
                  .containsInstanceOf(EncryptionDescription.Unencrypted.class);
            });
  }

  @Test
  void append_bucketKeepsVersions_noNewVersion() {
    store.bucketRecords.setVersioning(Store.BUCKET, Versioning.ENABLED).await().indefinitely();

    AppendObject.Result first = append("abc", 0, BY_DEFAULT);
    AppendObject.Result second = append("d", 3, BY_DEFAULT);

    assertThat(second.published().version()).isEqualTo(first.published().version());
    assertThat(read()).isEqualTo("abcd");
  }

  @Test
  void append_bucketLocksVersions_refused() {
    store.bucketRecords.setVersioning(Store.BUCKET, Versioning.ENABLED).await().indefinitely();
    store
        .bucketRecords
        .set(Store.BUCKET, new BucketSetting.Lock(Optional.empty(), true))
        .await()
        .indefinitely();

    assertRefused(() -> append("abc", 0, BY_DEFAULT), VersionError.ObjectProtected.class);
  }

  @Test
  void setMetadata_ofAppendable_staysAppendable() {
    append("abc", 0, BY_DEFAULT);
    new SetObjectMetadata(store.parts.storedObjects(), store.objects)
        .execute(
            new SetObjectMetadata.Command(
                Store.CALLER,
                Wanted.current(Store.ref("k")),
                SetObjectMetadata.Before.FORGOTTEN,
                new ObjectMetadata(
                    Map.of("content-type", "text/plain"), Map.of(), Optional.empty())))
        .await()
        .indefinitely();

    append("d", 3, BY_DEFAULT);
    assertThat(read()).isEqualTo("abcd");
  }

  private String read() {
    return new String(store.get("k", Optional.empty()), StandardCharsets.UTF_8);
  }

  private AppendObject.Result append(String text, long position, EncryptionRequest encryption) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    return new AppendObject(
            store.parts.buckets(),
            store.objects,
            store.parts.sealingKeys(),
            store.parts.appending())
        .execute(
            new AppendObject.Command(
                Store.CALLER,
                Store.ref("k"),
                position,
                encryption,
                ObjectMetadata.none(),
                new ContentBody(Store.content(data), data.length),
                Store.OBS_RULES))
        .await()
        .indefinitely();
  }

  private static void assertRefused(ThrowingCallable call, Class<? extends RequestError> error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObjectStoreException.class, refused -> assertThat(refused.error()).isInstanceOf(error));
  }
}
