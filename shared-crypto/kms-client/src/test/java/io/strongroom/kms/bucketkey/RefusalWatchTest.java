package io.strongroom.kms.bucketkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RefusalWatchTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final Requester BOB = new Requester(PrincipalName.of("bob"), "r2");
  private static final EncryptionContext BUCKET = EncryptionContext.empty().with("b", "1");

  private volatile Step next = new Step.Succeed();
  private final ScriptedKms kms = new ScriptedKms(call -> next);
  private final CachedBucketKeys keys =
      CachedBucketKeys.create(
          kms, BucketKeySettings.DEFAULT, InstantSource.system(), KmsEvents.NONE);
  private final RefusalWatch watched = new RefusalWatch(kms, keys);

  private CompletableFuture<BucketKey> current(Requester requester) {
    return keys.current(KeyName.parse("key"), BUCKET, requester).toCompletableFuture();
  }

  private void refuseOneCall(String keyId, KmsException reason) {
    next = new Step.Fail(reason);
    assertThat(
            watched
                .decrypt(
                    KeyName.parse(keyId),
                    WrappedKey.of(new byte[] {1}),
                    EncryptionContext.empty(),
                    ALICE)
                .toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  void keyDisabled_heardElsewhere_bucketKeysOfAllEndAtOnce() {
    current(ALICE).join();
    current(BOB).join();
    refuseOneCall("key", new KmsException.Disabled("disabled"));
    assertThat(current(ALICE).exceptionNow()).isInstanceOf(KmsException.Disabled.class);
    assertThat(current(BOB).exceptionNow()).isInstanceOf(KmsException.Disabled.class);
  }

  @Test
  void keyGone_namedAsTheKmsNamesIt_bucketKeysEndToo() {
    current(ALICE).join();
    refuseOneCall("arn:key", new KmsException.NotFound("gone"));
    assertThat(current(ALICE)).isCompletedExceptionally();
  }

  @Test
  void accessDenied_bucketKeysOfThatRequesterOnly() {
    current(ALICE).join();
    current(BOB).join();
    refuseOneCall("key", new KmsException.AccessDenied("not alice"));
    assertThat(current(ALICE)).isCompletedExceptionally();
    assertThat(current(BOB)).isCompleted();
  }

  @Test
  void throttleOrOutageOrOtherKey_bucketKeysStay() {
    current(ALICE).join();
    refuseOneCall("key", new KmsException.Throttled("slow down", Optional.empty()));
    refuseOneCall("key", new KmsException.Unavailable("down"));
    refuseOneCall("other", new KmsException.Disabled("disabled"));
    assertThat(current(ALICE)).isCompleted();
  }

  @Test
  void read_underDisabledKey_refusedAtOnce() {
    WrappedKey stored = WrappedKey.of(new byte[32]);
    keys.unwrap(KmsKeyId.of("arn:key"), stored, BUCKET, ALICE).toCompletableFuture().join();
    refuseOneCall("arn:key", new KmsException.Disabled("disabled"));
    assertThat(keys.unwrap(KmsKeyId.of("arn:key"), stored, BUCKET, ALICE).toCompletableFuture())
        .isCompletedExceptionally();
  }

  private void refuseReWrap(String source, String destination, KmsException reason) {
    next = new Step.Fail(reason);
    WrappedKey wrapped = WrappedKey.of(new byte[] {1});
    assertThat(
            watched
                .reEncrypt(
                    new ReEncryptCommand(
                        KeyName.parse(source), wrapped, BUCKET, KeyName.parse(destination), BUCKET),
                    ALICE)
                .toCompletableFuture())
        .isCompletedExceptionally();
  }

  @Test
  void reWrap_sourceOrDestinationRefused_bucketKeysOfBothEnd() {
    current(ALICE).join();
    refuseReWrap("arn:key", "other", new KmsException.Disabled("disabled"));
    assertThat(current(ALICE)).isCompletedExceptionally();
    next = new Step.Succeed();
    current(ALICE).join();
    refuseReWrap("other", "key", new KmsException.NotFound("gone"));
    assertThat(current(ALICE)).isCompletedExceptionally();
  }

  @Test
  void reWrap_denied_bucketKeysOfThatRequesterOnly() {
    current(ALICE).join();
    current(BOB).join();
    refuseReWrap("key", "other", new KmsException.AccessDenied("not alice"));
    assertThat(current(ALICE)).isCompletedExceptionally();
    assertThat(current(BOB)).isCompleted();
  }

  @Test
  void reWrap_otherKeysRefused_bucketKeysStay() {
    current(ALICE).join();
    refuseReWrap("red", "blue", new KmsException.Disabled("disabled"));
    assertThat(current(ALICE)).isCompleted();
  }

  @Test
  void answer_afterItsCallerGaveUp_zeroed() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    next = new Step.Await(gate);
    var made =
        watched.generateDataKey(KeyName.parse("key"), 32, BUCKET, ALICE).toCompletableFuture();
    var opened =
        watched
            .decrypt(KeyName.parse("key"), WrappedKey.of(new byte[] {1}), BUCKET, ALICE)
            .toCompletableFuture();
    made.cancel(false);
    opened.cancel(false);
    gate.complete(null);
    assertThat(kms.secrets())
        .hasSize(2)
        .allSatisfy(
            secret -> assertThatThrownBy(secret::copy).isInstanceOf(IllegalStateException.class));
  }
}
