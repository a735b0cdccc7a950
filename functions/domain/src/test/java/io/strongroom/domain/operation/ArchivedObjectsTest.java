package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.access.VersionLook.Place;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.content.ContentBody;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.testing.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in an archive is read once it was restored, and for as long. */
class ArchivedObjectsTest {

  private static final byte[] DATA = "frozen".getBytes(StandardCharsets.UTF_8);
  private static final EncryptionRequest ANY = new EncryptionRequest.BucketDefault();

  private final Store store = new Store();

  private void put(String storageClass) {
    store.put(
        "k",
        new ContentBody(Store.content(DATA), DATA.length),
        ANY,
        new ObjectMetadata(Map.of(), Map.of(), Optional.of(storageClass)));
  }

  private void restore(Instant until) {
    new ChangeVersion(
            store.parts.storedObjects(),
            store.parts.buckets(),
            store.objects,
            store.clock,
            Action.RESTORE_OBJECT)
        .execute(
            new ChangeVersion.Command(
                Store.CALLER,
                Wanted.current(Store.ref("k")),
                Place.OF_MARKS,
                new VersionChange.Restore(until)))
        .await()
        .indefinitely();
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static void assertRefused(ThrowingCallable call, RequestError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObjectStoreException.class, e -> assertThat(e.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GLACIER", "DEEP_ARCHIVE"})
  void get_archived_refusedUntilItIsRestored(String storageClass) {
    put(storageClass);
    assertRefused(
        () -> store.get("k", Optional.empty()), new ArchiveError.NotRestored(storageClass));
    assertThat(store.head("k").object().size()).isEqualTo(DATA.length);

    restore(tomorrow());
    assertThat(store.get("k", Optional.empty())).isEqualTo(DATA);
    assertThat(store.record("k").metadata().storageClass()).contains(storageClass);
  }

  @Test
  void get_restoredOnce_isArchivedAgainWhenThatIsOver() {
    put("GLACIER");
    restore(Instant.now().minusMillis(1));

    assertRefused(() -> store.get("k", Optional.empty()), new ArchiveError.NotRestored("GLACIER"));
  }

  @Test
  void get_writtenAgain_isNotRestored() {
    put("GLACIER");
    restore(tomorrow());
    put("GLACIER");

    assertRefused(() -> store.get("k", Optional.empty()), new ArchiveError.NotRestored("GLACIER"));
  }

  @Test
  void copy_archivedSource_refusedAndACopyIsNotArchived() {
    put("GLACIER");
    assertRefused(
        () -> store.copy("k", Optional.empty(), "copy", ANY),
        new ArchiveError.SourceNotRestored("GLACIER"));

    restore(tomorrow());
    store.copy("k", Optional.empty(), "copy", ANY);
    assertThat(store.get("copy", Optional.empty())).isEqualTo(DATA);
    assertThat(store.record("copy").marks().restoredUntil()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STANDARD", "GLACIER_IR"})
  void restore_readable_hasNothingToRestore(String storageClass) {
    put(storageClass);
    assertRefused(() -> restore(tomorrow()), new ArchiveError.NotArchived(storageClass));
    assertThat(store.record("k").marks().restoredUntil()).isEmpty();
  }

  @Test
  void put_withoutAClass_isOfTheBuckets() {
    store
        .bucketRecords
        .set(Store.BUCKET, new BucketSetting.StorageClass(Optional.of("STANDARD_IA")))
        .await()
        .indefinitely();
    store.put("plain", DATA, ANY);
    put("STANDARD");
    store.copy("k", Optional.empty(), "copy", ANY);

    assertThat(store.record("plain").metadata().storageClass()).contains("STANDARD_IA");
    assertThat(store.record("k").metadata().storageClass()).contains("STANDARD");
    assertThat(store.record("copy").metadata().storageClass()).contains("STANDARD_IA");
  }
}
