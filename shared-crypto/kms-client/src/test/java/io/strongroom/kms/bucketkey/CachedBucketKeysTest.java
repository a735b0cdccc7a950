package io.strongroom.kms.bucketkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.testing.MovableClock;
import io.strongroom.kms.testing.RecordedEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CachedBucketKeysTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final Requester BOB = new Requester(PrincipalName.of("bob"), "r2");
  private static final EncryptionContext BUCKET =
      EncryptionContext.empty().with("aws:s3:arn", "arn:aws:s3:::b");

  private final MovableClock clock = new MovableClock();
  private final RecordedEvents events = new RecordedEvents();

  private CachedBucketKeys keys(ScriptedKms kms, BucketKeySettings settings) {
    return CachedBucketKeys.create(kms, settings, clock, events);
  }

  private static BucketKey current(CachedBucketKeys keys, Requester requester) {
    return keys.current(KeyName.parse("key"), BUCKET, requester).toCompletableFuture().join();
  }

  private static boolean zeroed(SecretBytes secret) {
    return catchThrowable(secret::copy) instanceof IllegalStateException;
  }

  @Test
  void current_tenThousandObjects_oneCall() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    for (int i = 0; i < 10_000; i++) {
      current(keys, ALICE).close();
    }
    assertThat(kms.callCount()).isOne();
    assertThat(events.cacheHits).hasSize(9_999).containsOnly("bucket-key");
  }

  @Test
  void current_twoRequesters_twoCallsTwoKeys() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    BucketKey alice = current(keys, ALICE);
    BucketKey bob = current(keys, BOB);
    assertThat(alice.wrapped()).isNotEqualTo(bob.wrapped());
    assertThat(kms.calls()).containsExactly("GenerateDataKey alice", "GenerateDataKey bob");
    assertThat(current(keys, new Requester(PrincipalName.of("alice"), "r9")).wrapped())
        .isEqualTo(alice.wrapped());
  }

  @Test
  void current_otherContextOrKey_notShared() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    keys.current(KeyName.parse("key"), BUCKET.with("a", "b"), ALICE).toCompletableFuture().join();
    keys.current(KeyName.parse("other"), BUCKET, ALICE).toCompletableFuture().join();
    assertThat(kms.callCount()).isEqualTo(3);
  }

  @Test
  void current_closedLease_leavesCachedKeyUsable() {
    CachedBucketKeys keys = keys(ScriptedKms.working(), BucketKeySettings.DEFAULT);
    BucketKey first = current(keys, ALICE);
    first.close();
    BucketKey second = current(keys, ALICE);
    assertThat(zeroed(first.plaintext())).isTrue();
    assertThat(second.plaintext().matches(SecretBytes.copyOf(new byte[32]))).isFalse();
    assertThat(second.wrapped()).isEqualTo(first.wrapped());
  }

  @Test
  void current_afterMaxAge_newKeyAndOldZeroed() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    clock.advance(Duration.ofMinutes(3).minusMillis(1));
    current(keys, ALICE);
    assertThat(kms.callCount()).isOne();
    clock.advance(Duration.ofMillis(1));
    current(keys, ALICE);
    assertThat(kms.callCount()).isEqualTo(2);
    assertThat(zeroed(kms.secrets().getFirst())).isTrue();
  }

  @Test
  void current_clockSetBack_keyNotTrusted() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    clock.advance(Duration.ofDays(-1));
    current(keys, ALICE);
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void current_keyDisabled_refusedWithinMaxAge() {
    boolean[] disabled = {false};
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                disabled[0]
                    ? new Step.Fail(new KmsException.Disabled("key is disabled"))
                    : new Step.Succeed());
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    disabled[0] = true;
    clock.advance(Duration.ofMinutes(3));
    var answer = keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture();
    assertThat(answer.exceptionNow()).isInstanceOf(KmsException.Disabled.class);
    assertThat(zeroed(kms.secrets().getFirst())).isTrue();
  }

  @Test
  void current_manyAtOnce_oneCallAndOwnCopies() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(gate));
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    List<CompletableFuture<BucketKey>> askers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      askers.add(keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture());
    }
    gate.complete(null);
    assertThat(kms.callCount()).isOne();
    askers.getFirst().join().close();
    assertThat(askers).allSatisfy(asker -> assertThat(asker).isCompleted());
    assertThat(zeroed(askers.getLast().join().plaintext())).isFalse();
  }

  @Test
  void current_failure_reachesAllWhoWaitAndIsNotKept() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms =
        new ScriptedKms(call -> call == 1 ? new Step.Await(gate) : new Step.Succeed());
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    var first = keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture();
    var second = keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture();
    gate.completeExceptionally(new KmsException.Unavailable("down"));
    assertThat(first.exceptionNow()).isInstanceOf(KmsException.Unavailable.class);
    assertThat(second.exceptionNow()).isInstanceOf(KmsException.Unavailable.class);
    assertThat(current(keys, ALICE)).isNotNull();
  }

  @Test
  void current_maxObjects_neverExceeded() {
    BucketKeySettings few =
        new BucketKeySettings(Duration.ofMinutes(3), 10, 100, BucketKeySettings.DEFAULT.service());
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(gate));
    CachedBucketKeys keys = keys(kms, few);
    List<CompletableFuture<BucketKey>> askers = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      askers.add(keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture());
    }
    gate.complete(null);
    assertThat(askers.stream().map(asker -> asker.join().wrapped()).distinct()).hasSize(3);
    assertThat(kms.callCount()).isEqualTo(3);
  }

  @Test
  void current_tooManyEntries_leastUsedZeroed() {
    BucketKeySettings small =
        new BucketKeySettings(
            Duration.ofMinutes(3), 1L << 20, 2, BucketKeySettings.DEFAULT.service());
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, small);
    current(keys, ALICE);
    current(keys, BOB);
    current(keys, ALICE);
    current(keys, new Requester(PrincipalName.of("carol"), "r"));
    assertThat(zeroed(kms.secrets().get(1))).as("bob's key made room").isTrue();
    assertThat(zeroed(kms.secrets().get(0))).isFalse();
  }

  @Test
  void current_serviceKey_livesLonger() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys =
        keys(kms, BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("key")));
    current(keys, ALICE);
    clock.advance(Duration.ofMinutes(49));
    current(keys, ALICE);
    assertThat(kms.callCount()).isOne();
    clock.advance(Duration.ofMinutes(11));
    current(keys, ALICE);
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void current_serviceKeyNearItsEnd_successorFetchedBehindTheScenes() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms =
        new ScriptedKms(call -> call == 1 ? new Step.Succeed() : new Step.Await(gate));
    CachedBucketKeys keys =
        keys(kms, BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("key")));
    WrappedKey first = current(keys, ALICE).wrapped();
    clock.advance(Duration.ofMinutes(50));
    assertThat(current(keys, ALICE).wrapped()).as("nobody waits").isEqualTo(first);
    assertThat(current(keys, ALICE).wrapped()).isEqualTo(first);
    assertThat(kms.callCount()).isEqualTo(2);
    gate.complete(null);
    assertThat(current(keys, ALICE).wrapped()).isNotEqualTo(first);
    assertThat(zeroed(kms.secrets().getFirst())).isTrue();
  }

  @Test
  void current_kmsDownNearTheEndOfAServiceKey_keyUsedToItsEndAndNoFurther() {
    boolean[] down = {false};
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                down[0] ? new Step.Fail(new KmsException.Unavailable("down")) : new Step.Succeed());
    CachedBucketKeys keys =
        keys(kms, BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("key")));
    current(keys, ALICE);
    down[0] = true;
    clock.advance(Duration.ofMinutes(51));
    for (int i = 0; i < 100; i++) {
      current(keys, ALICE);
    }
    assertThat(kms.callCount()).as("one try, then a pause").isEqualTo(2);
    clock.advance(Duration.ofMinutes(9));
    assertThat(
            keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture().exceptionNow())
        .isInstanceOf(KmsException.Unavailable.class);
  }

  @Test
  void current_serviceKeyRefusedNearItsEnd_droppedAtOnce() {
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                call == 1
                    ? new Step.Succeed()
                    : new Step.Fail(new KmsException.Disabled("key is disabled")));
    CachedBucketKeys keys =
        keys(kms, BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("key")));
    current(keys, ALICE);
    clock.advance(Duration.ofMinutes(51));
    current(keys, ALICE);
    assertThat(
            keys.current(KeyName.parse("key"), BUCKET, ALICE).toCompletableFuture().exceptionNow())
        .isInstanceOf(KmsException.Disabled.class);
  }

  @Test
  void unwrap_sameWrappedKey_oneDecrypt() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    WrappedKey wrapped = WrappedKey.of(new byte[] {1, 2, 3});
    for (int i = 0; i < 5; i++) {
      BucketKey key =
          keys.unwrap(KmsKeyId.of("key"), wrapped, BUCKET, ALICE).toCompletableFuture().join();
      assertThat(key.wrapped()).isEqualTo(wrapped);
      assertThat(key.plaintext().matches(SecretBytes.copyOf(new byte[] {1, 2, 3}))).isTrue();
    }
    keys.unwrap(KmsKeyId.of("key"), WrappedKey.of(new byte[] {4}), BUCKET, ALICE);
    keys.unwrap(KmsKeyId.of("key"), wrapped, BUCKET, BOB);
    assertThat(kms.callCount()).isEqualTo(3);
  }

  @Test
  void unwrap_forTheServiceItself_livesAsLongAsItsKeysForWriting() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys =
        keys(kms, BucketKeySettings.DEFAULT.withServiceKey(KeyName.parse("alias/service")));
    WrappedKey stored = WrappedKey.of(new byte[32]);
    String canonical = "arn:alias/service";
    keys.unwrap(KmsKeyId.of(canonical), stored, BUCKET, Requester.service("r1"))
        .toCompletableFuture()
        .join();
    clock.advance(Duration.ofMinutes(30));
    keys.unwrap(KmsKeyId.of(canonical), stored, BUCKET, Requester.service("r2"))
        .toCompletableFuture()
        .join();
    assertThat(kms.callCount()).isOne();
    clock.advance(Duration.ofMinutes(31));
    keys.unwrap(KmsKeyId.of(canonical), stored, BUCKET, Requester.service("r3"))
        .toCompletableFuture()
        .join();
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void unwrap_keyMadeForWriting_stillAsksTheKms() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    BucketKey made = current(keys, ALICE);
    keys.unwrap(KmsKeyId.of("key"), made.wrapped(), BUCKET, ALICE);
    assertThat(kms.calls()).containsExactly("GenerateDataKey alice", "Decrypt alice");
  }

  @Test
  void sweep_idleKeyPastItsAge_zeroed() {
    ScriptedKms kms = ScriptedKms.working();
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    clock.advance(Duration.ofMinutes(4));
    keys.sweep();
    assertThat(zeroed(kms.secrets().getFirst())).isTrue();
  }

  @Test
  void close_allZeroed_lateAnswersToo() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms =
        new ScriptedKms(call -> call == 1 ? new Step.Succeed() : new Step.Await(gate));
    CachedBucketKeys keys = keys(kms, BucketKeySettings.DEFAULT);
    current(keys, ALICE);
    var late = keys.current(KeyName.parse("key"), BUCKET, BOB).toCompletableFuture();
    keys.close();
    gate.complete(null);
    assertThat(kms.secrets()).hasSize(2).allMatch(CachedBucketKeysTest::zeroed);
    assertThat(zeroed(late.join().plaintext())).as("the lease is the asker's").isFalse();
  }

  @Test
  void defaults_areThoseOfTheRuleBook() {
    assertThat(BucketKeySettings.DEFAULT)
        .isEqualTo(
            new BucketKeySettings(
                Duration.ofMinutes(3),
                1_048_576,
                1_000,
                new BucketKeySettings.ServiceKeys(Set.of(), Duration.ofHours(1))));
  }

  @Test
  void lease_print_hidesKey() {
    BucketKey key = current(keys(ScriptedKms.working(), BucketKeySettings.DEFAULT), ALICE);
    assertThat(key.toString()).contains("redacted").doesNotContain("[1, 1");
  }
}
