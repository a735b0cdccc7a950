package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.testing.RecordedEvents;
import io.strongroom.kms.testing.ScriptedKms;
import io.strongroom.kms.testing.ScriptedKms.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DecryptSharingTest {

  private static final Requester ALICE = new Requester("alice", "r1");
  private static final EncryptionContext CONTEXT = EncryptionContext.empty().with("a", "b");
  private static final WrappedKey WRAPPED = WrappedKey.of(new byte[] {7, 7});

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();

  private KmsClient client(ScriptedKms kms) {
    return ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time);
  }

  private static CompletableFuture<UnwrappedKey> decrypt(KmsClient client, Requester requester) {
    return client.decrypt("key", WRAPPED, CONTEXT, requester).toCompletableFuture();
  }

  @Test
  void decrypt_sixtyFourAtOnce_oneCallAndOwnCopies() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(gate));
    KmsClient client = client(kms);
    List<CompletableFuture<UnwrappedKey>> readers =
        IntStream.range(0, 64).mapToObj(i -> decrypt(client, ALICE)).toList();
    gate.complete(null);
    assertThat(kms.callCount()).isOne();
    readers.getFirst().join().close();
    for (CompletableFuture<UnwrappedKey> reader : readers.subList(1, 64)) {
      assertThat(reader.join().plaintext().matches(SecretBytes.copyOf(new byte[] {7, 7}))).isTrue();
    }
    readers.forEach(reader -> reader.join().close());
    assertZeroed(kms.secrets().getFirst());
    assertThat(events.cacheHits).hasSize(63).containsOnly("decrypt-flight");
  }

  @Test
  void decrypt_sixtyFourUnderAQuotaOfOne_oneDecryptNoFailure() {
    ScriptedKms kms =
        ScriptedKms.failing(new KmsException.Throttled("slow down", Optional.empty()));
    KmsClient client = client(kms);
    var readers = IntStream.range(0, 64).mapToObj(i -> decrypt(client, ALICE)).toList();
    time.advance(Duration.ofSeconds(1));
    assertThat(readers).allSatisfy(reader -> assertThat(reader).isCompleted());
    assertThat(kms.callCount()).as("one throttled, one answered").isEqualTo(2);
  }

  @Test
  void decrypt_otherRequesterKeyContextOrBlob_notShared() {
    ScriptedKms kms = new ScriptedKms(call -> new Step.Await(new CompletableFuture<>()));
    KmsClient client = client(kms);
    decrypt(client, ALICE);
    decrypt(client, new Requester("bob", "r1"));
    client.decrypt("other", WRAPPED, CONTEXT, ALICE);
    client.decrypt("key", WRAPPED, EncryptionContext.empty(), ALICE);
    client.decrypt("key", WrappedKey.of(new byte[] {8}), CONTEXT, ALICE);
    assertThat(kms.callCount()).isEqualTo(5);
  }

  @Test
  void decrypt_afterTheLastHolderClosed_askedAgain() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    decrypt(client, ALICE).join().close();
    assertZeroed(kms.secrets().getFirst());
    decrypt(client, ALICE).join().close();
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void decrypt_whileAnotherHoldsTheKey_sharedAndZeroedWithTheLast() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    UnwrappedKey first = decrypt(client, ALICE).join();
    UnwrappedKey second = decrypt(client, ALICE).join();
    first.close();
    first.close();
    UnwrappedKey third = decrypt(client, ALICE).join();
    second.close();
    assertThat(third.plaintext().matches(SecretBytes.copyOf(new byte[] {7, 7}))).isTrue();
    assertThat(kms.callCount()).isOne();
    third.close();
    assertZeroed(kms.secrets().getFirst());
  }

  @Test
  void decrypt_heldWithoutEnd_askedAgainAfterTheSharingTime() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    UnwrappedKey held = decrypt(client, ALICE).join();
    time.advance(Duration.ofSeconds(5));
    assertZeroed(kms.secrets().getFirst());
    decrypt(client, ALICE).join();
    assertThat(kms.callCount()).isEqualTo(2);
    held.close();
    decrypt(client, ALICE).join();
    assertThat(kms.callCount()).as("closing the old key leaves the new one shared").isEqualTo(2);
  }

  private static void assertZeroed(SecretBytes original) {
    assertThat(catchThrowable(original::copy))
        .as("the shared original is zeroed")
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void decrypt_failure_reachesAll() {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    KmsClient client = client(new ScriptedKms(call -> new Step.Await(gate)));
    var first = decrypt(client, ALICE);
    var second = decrypt(client, ALICE);
    KmsException damaged = new KmsException.CiphertextInvalid("damaged");
    gate.completeExceptionally(damaged);
    assertThat(first.exceptionNow()).isSameAs(damaged);
    assertThat(second.exceptionNow()).isSameAs(damaged);
  }

  @Test
  void refusal_askedAgain_answeredFromMemoryForAMoment() {
    boolean[] disabled = {true};
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                disabled[0] ? new Step.Fail(new KmsException.Disabled("d")) : new Step.Succeed());
    KmsClient client = client(kms);
    for (int i = 0; i < 10; i++) {
      assertThat(decrypt(client, ALICE).exceptionNow()).isInstanceOf(KmsException.Disabled.class);
    }
    assertThat(kms.callCount()).isOne();
    disabled[0] = false;
    time.advance(Duration.ofMillis(1_001));
    assertThat(decrypt(client, ALICE)).isCompleted();
  }

  @Test
  void refusal_otherRequesterOrOperation_asked() {
    ScriptedKms kms = ScriptedKms.failing(new KmsException.AccessDenied("not alice"));
    KmsClient client = client(kms);
    decrypt(client, ALICE);
    assertThat(decrypt(client, new Requester("bob", "r"))).isCompleted();
    assertThat(client.generateDataKey("key", 32, CONTEXT, ALICE).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void refusal_describeKey_alwaysAsked() {
    ScriptedKms kms = ScriptedKms.failing(new KmsException.NotFound("no such key"));
    KmsClient client = client(kms);
    assertThat(client.describeKey("key", ALICE).toCompletableFuture()).isCompletedExceptionally();
    assertThat(client.describeKey("key", ALICE).toCompletableFuture()).isCompleted();
  }

  @Test
  void damagedCiphertext_notRemembered() {
    ScriptedKms kms = ScriptedKms.failing(new KmsException.CiphertextInvalid("damaged"));
    KmsClient client = client(kms);
    decrypt(client, ALICE);
    assertThat(decrypt(client, ALICE)).isCompleted();
  }
}
