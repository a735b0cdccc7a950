package io.strongroom.domain.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.testing.Store;
import io.strongroom.domain.testing.Uploading;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ResealerTest {

  private static final EncryptionContext CONTEXT = new EncryptionContext(Map.of("a", "b"));

  private final Store store = new Store();
  private final Uploading uploading = new Uploading(store);

  private static byte[] data(int length) {
    byte[] data = new byte[length];
    new Random(11).nextBytes(data);
    return data;
  }

  private static EncryptionRequest kms() {
    return new EncryptionRequest.KmsManaged(
        Optional.of(KeyName.parse("old")), CONTEXT, Optional.of(false), DataCipher.AES_256);
  }

  private static EncryptionSettings under(String key, DataCipher cipher) {
    return new EncryptionSettings.KmsManaged(KeyName.parse(key), CONTEXT, false, cipher);
  }

  private ReadableObject readable(ObjectVersion object, JobItem.Change change) {
    return new ReadableObject(
        FoundObject.named(
            object, store.bucketRecords.find(Store.BUCKET).await().indefinitely().orElseThrow()),
        change.bytes());
  }

  private JobItem.Change resealed(String key, EncryptionSettings settings) {
    ReadableObject found =
        store
            .parts
            .storedObjects()
            .getToRead(Store.CALLER, Action.GET_OBJECT, Wanted.current(Store.ref(key)))
            .await()
            .indefinitely();
    return store.parts.resealer().reseal(found, settings, Store.CALLER).await().indefinitely();
  }

  private byte[] plaintext(JobItem.Change change) throws IOException {
    ObjectVersion object = change.to();
    DataKey key =
        store.parts.opener().dataKey(object, Optional.empty(), Store.CALLER).await().indefinitely();
    try (ObjectContent content =
        store
            .parts
            .opener()
            .content(readable(object, change), key, new ByteRange(0, object.size()))
            .await()
            .indefinitely()) {
      byte[] all = new byte[(int) object.size()];
      int filled = 0;
      for (int n = 0; n >= 0 && filled < all.length; filled += n) {
        n = content.read(all, filled, all.length - filled);
      }
      return all;
    }
  }

  @Test
  void reseal_anotherCipherAndKey_sameBytesUnderIt() throws IOException {
    byte[] data = data(300_000);
    store.put("o", data, kms());
    ObjectVersion before = store.record("o");

    JobItem.Change change = resealed("o", under("new", DataCipher.SM4));

    assertThat(plaintext(change)).isEqualTo(data);
    assertThat(change.to().envelope().suite()).isEqualTo(Suite.SM4_GCM);
    assertThat(change.to().lastModified()).isEqualTo(before.lastModified());
    assertThat(change.to().versionRef()).isEqualTo(before.versionRef());
    assertThat(change.to().metadata()).isEqualTo(before.metadata());
    assertThat(change.blobs()).doesNotContainAnyElementsOf(before.manifest().blobIds());
    assertThat(change.to().manifest().blobIds()).isEqualTo(change.blobs());
  }

  @Test
  void reseal_opaqueTag_isMadeAnew() {
    store.put("o", data(10), kms());

    assertThat(resealed("o", under("new", DataCipher.AES_256)).to().etag().value())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(store.record("o").etag().value());
  }

  @Test
  void reseal_tagOfPlaintext_stays() {
    store.put("o", data(10), new EncryptionRequest.ServiceManaged());

    assertThat(resealed("o", new EncryptionSettings.ServiceManaged()).to().etag())
        .isEqualTo(store.record("o").etag());
    assertThat(resealed("o", under("new", DataCipher.AES_256)).to().etag())
        .isEqualTo(store.record("o").etag());
  }

  @Test
  void reseal_partsAndTheirChecksums_stay() throws IOException {
    uploading.checksum =
        Optional.of(new ChecksumChoice(ChecksumAlgorithm.SHA256, ObjectChecksum.Type.COMPOSITE));
    byte[] data = uploading.upload(kms(), Optional.empty());
    ObjectVersion before = store.record(Uploading.KEY);
    JobItem.Change change = resealed(Uploading.KEY, under("new", DataCipher.SM4));

    assertThat(plaintext(change)).isEqualTo(data);
    assertThat(change.blobs()).hasSize(2);
    assertThat(change.to().etag().value()).endsWith("-2").isNotEqualTo(before.etag().value());
    assertThat(change.to().parts()).extracting(part -> part.number()).containsExactly(1, 2);
    assertThat(change.to().parts())
        .extracting(part -> part.size())
        .isEqualTo(before.parts().stream().map(part -> part.size()).toList());
    assertThat(checksum(change.to())).isEqualTo(checksum(before)).isPresent();
  }

  private Optional<ObjectChecksum> checksum(ObjectVersion object) {
    try (DataKey key =
        store
            .parts
            .opener()
            .dataKey(object, Optional.empty(), Store.CALLER)
            .await()
            .indefinitely()) {
      return ObjectOpener.checksum(object.checksum(), key);
    }
  }

  @Test
  void reseal_emptyObject_isOneStreamAgain() throws IOException {
    store.put("o", new byte[0], kms());

    JobItem.Change change = resealed("o", under("new", DataCipher.AES_256));

    assertThat(plaintext(change)).isEmpty();
    assertThat(change.blobs()).hasSize(1);
  }

  @Test
  void reseal_fewBytes_restBesideTheirRecord() throws IOException {
    Store inline = new Store(4096);
    inline.put("o", data(100), kms());
    ReadableObject found =
        inline
            .parts
            .storedObjects()
            .getToRead(Store.CALLER, Action.GET_OBJECT, Wanted.current(Store.ref("o")))
            .await()
            .indefinitely();

    JobItem.Change change =
        inline
            .parts
            .resealer()
            .reseal(found, under("new", DataCipher.AES_256), Store.CALLER)
            .await()
            .indefinitely();

    assertThat(change.bytes()).isPresent();
    assertThat(change.blobsElsewhere()).isEmpty();
    assertThat(inline.blobs.ids()).isEmpty();
  }

  @Test
  void reseal_secondPartDamaged_failsAndLeavesNothing() {
    uploading.upload(kms(), Optional.empty());
    UUID second = store.record(Uploading.KEY).manifest().blobIds().get(1);
    byte[] bytes = store.blobs.bytes(second);
    bytes[bytes.length - 1] ^= 1;
    store.blobs.replace(second, bytes);
    Set<UUID> before = new HashSet<>(store.blobs.ids());

    assertThatThrownBy(() -> resealed(Uploading.KEY, under("new", DataCipher.AES_256)))
        .isInstanceOf(ObjectStoreException.class);
    assertThat(store.blobs.ids()).isEqualTo(before);
  }
}
