package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.subscription.Cancellable;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.testing.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However an operation ends, no key that a KMS gave for it stays in memory. */
class KeyLifetimesTest {

  private final Store store = new Store();
  private final List<Object> seen = new ArrayList<>();

  static Stream<EncryptionRequest> modes() {
    return Stream.of(new EncryptionRequest.ServiceManaged(), kms(false), kms(true));
  }

  @ParameterizedTest
  @MethodSource("modes")
  void putGetCopyHead_done_everyKeyIsZeroed(EncryptionRequest mode) {
    store.put("k", new byte[40000], mode);
    store.get("k", Optional.empty());
    store.copy("k", Optional.empty(), "copy", mode);
    store.head("k");
    assertAllClosed();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void get_damagedManifest_everyKeyIsZeroed(EncryptionRequest mode) {
    store.put("k", new byte[10], mode);
    ObjectVersion object = store.record("k");
    byte[] manifest = object.manifest().bytes();
    manifest[manifest.length - 1] ^= 1;
    store.metadata.replace(withManifest(object, SealedManifest.of(manifest)));
    assertThatThrownBy(() -> store.get("k", Optional.empty()))
        .isInstanceOf(ObjectStoreException.class);
    assertAllClosed();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void get_cancelledWhileTheKmsWorks_everyKeyIsZeroed(EncryptionRequest mode) {
    store.put("k", new byte[40000], mode);
    store.kms.answering = new CompletableFuture<>();
    Cancellable waiting = store.getting("k").subscribe().with(seen::add, seen::add);
    waiting.cancel();
    store.kms.answering.complete(null);
    assertThat(seen).isEmpty();
    assertAllClosed();
  }

  @ParameterizedTest
  @MethodSource("modes")
  void get_cancelledWhileTheContentOpens_everyKeyIsZeroed(EncryptionRequest mode) {
    store.put("k", new byte[40000], mode);
    store.workers.holdBack();
    Cancellable waiting = store.getting("k").subscribe().with(seen::add, seen::add);
    waiting.cancel();
    store.workers.release();
    assertThat(seen).isEmpty();
    assertAllClosed();
  }

  private void assertAllClosed() {
    assertThat(store.kms.given).isNotEmpty().allSatisfy(KeyLifetimesTest::assertClosed);
  }

  private static void assertClosed(SecretBytes secret) {
    assertThatThrownBy(() -> secret.use(bytes -> bytes.length))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ObjectVersion withManifest(ObjectVersion object, SealedManifest manifest) {
    return new ObjectVersion(
        object.versionRef(),
        new Content(object.size(), object.etag(), object.lastModified(), manifest),
        object.sealing(),
        object.metadata());
  }

  private static EncryptionRequest kms(boolean bucketKey) {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse("key-1")),
        EncryptionContext.empty(),
        Optional.of(bucketKey),
        DataCipher.AES_256);
  }
}
