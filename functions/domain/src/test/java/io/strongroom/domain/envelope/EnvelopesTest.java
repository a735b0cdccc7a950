package io.strongroom.domain.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.testing.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of keys on the ways in and out of envelopes. */
class EnvelopesTest {

  private final Store store = new Store();
  private final List<Object> seen = new ArrayList<>();

  static Stream<EncryptionSettings> modes() {
    return Stream.of(
        new EncryptionSettings.ServiceManaged(),
        new EncryptionSettings.Unencrypted(),
        kms(false),
        kms(true));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void create_cancelledWhileTheKmsWorks_everyKeyIsZeroed(EncryptionSettings settings) {
    store.kms.answering = new CompletableFuture<>();
    Cancellable waiting =
        subscribe(store.parts.envelopes().create(settings, Store.ref("k"), Store.CALLER));
    waiting.cancel();
    store.kms.answering.complete(null);
    assertThat(seen).isEmpty();
    assertThat(store.kms.given).isNotEmpty().allSatisfy(EnvelopesTest::assertClosed);
  }

  @Test
  void create_wrapFails_fails() {
    CustomerKey spent = Store.customerKey(1);
    spent.close();
    Uni<FreshEnvelope> fresh =
        store
            .parts
            .envelopes()
            .create(new EncryptionSettings.CustomerProvided(spent), Store.ref("k"), Store.CALLER);
    assertThatThrownBy(fresh.await()::indefinitely).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void open_cancelledWhileTheKmsWorks_everyKeyIsZeroed(EncryptionSettings settings) {
    WrappedObject object = wrapped(settings);
    store.kms.given.clear();
    store.kms.answering = new CompletableFuture<>();
    Cancellable waiting = subscribe(store.parts.envelopes().open(object, Store.CALLER));
    waiting.cancel();
    store.kms.answering.complete(null);
    assertThat(seen).isEmpty();
    assertThat(store.kms.given).isNotEmpty().allSatisfy(EnvelopesTest::assertClosed);
  }

  @ParameterizedTest
  @MethodSource("modes")
  void rewrap_done_everyKeyIsZeroed(EncryptionSettings settings) {
    WrappedObject object = wrapped(settings);
    store
        .parts
        .envelopes()
        .rewrap(object, kms(true), Store.ref("k"), Store.CALLER)
        .await()
        .indefinitely();
    assertThat(store.kms.given).isNotEmpty().allSatisfy(EnvelopesTest::assertClosed);
  }

  /** As by somebody with the database who changed the suite, and so the length it asks for. */
  @ParameterizedTest
  @MethodSource("modes")
  void open_suiteChanged_damaged(EncryptionSettings settings) {
    WrappedObject object = wrapped(settings);
    WrappedObject changed =
        new WrappedObject(
            object.ref(),
            new Envelope(Suite.SM4_GCM, object.envelope().wrap()),
            object.description(),
            Optional.empty());
    assertThatThrownBy(
            () -> store.parts.envelopes().open(changed, Store.CALLER).await().indefinitely())
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isInstanceOf(RequestError.ObjectDamaged.class));
    assertThat(store.kms.given).isNotEmpty().allSatisfy(EnvelopesTest::assertClosed);
  }

  /** As when a key was deleted and made again: the KMS has one of that name, and it is another. */
  @ParameterizedTest
  @MethodSource("modes")
  void open_kmsRejectsTheStoredKey_damagedAndNamed(EncryptionSettings settings) {
    WrappedObject object = wrapped(new Store(), settings);
    assertThatThrownBy(
            () -> store.parts.envelopes().open(object, Store.CALLER).await().indefinitely())
        .isInstanceOfSatisfying(ObjectStoreException.class, EnvelopesTest::assertDamagedAtK);
    assertThatThrownBy(
            () ->
                store
                    .parts
                    .envelopes()
                    .rewrap(object, kms(false), Store.ref("other"), Store.CALLER)
                    .await()
                    .indefinitely())
        .isInstanceOfSatisfying(ObjectStoreException.class, EnvelopesTest::assertDamagedAtK);
  }

  private static void assertDamagedAtK(ObjectStoreException refused) {
    assertThat(refused.error())
        .isInstanceOfSatisfying(
            RequestError.ObjectDamaged.class,
            damaged -> assertThat(damaged.damage().object()).contains(Store.ref("k")));
  }

  private WrappedObject wrapped(EncryptionSettings settings) {
    return wrapped(store, settings);
  }

  private static WrappedObject wrapped(Store at, EncryptionSettings settings) {
    try (FreshEnvelope fresh =
        at.parts
            .envelopes()
            .create(settings, Store.ref("k"), Store.CALLER)
            .await()
            .indefinitely()) {
      return new WrappedObject(
          Store.ref("k"), fresh.envelope(), fresh.description(), Optional.empty());
    }
  }

  private Cancellable subscribe(Uni<?> uni) {
    return uni.subscribe().with(seen::add, seen::add);
  }

  private static EncryptionSettings kms(boolean bucketKey) {
    return new EncryptionSettings.KmsManaged(
        KeyName.parse("key-1"), EncryptionContext.empty(), bucketKey, DataCipher.AES_256);
  }

  private static void assertClosed(SecretBytes secret) {
    assertThatThrownBy(() -> secret.use(bytes -> bytes.length))
        .isInstanceOf(IllegalStateException.class);
  }
}
