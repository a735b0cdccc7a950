package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
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

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final EncryptionContext CONTEXT = EncryptionContext.empty().with("a", "b");
  private static final WrappedKey WRAPPED = WrappedKey.of(new byte[] {7, 7});

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();

  private KmsClient client(ScriptedKms kms) {
    return ResilientKmsClient.create(kms, ResilienceSettings.interactive("test"), events, time);
  }

  private KmsClient client(ScriptedKms kms, Duration sharing, Duration linger) {
    ResilienceSettings standard = ResilienceSettings.interactive("test");
    TimeSettings times = standard.time();
    return ResilientKmsClient.create(
        kms,
        standard.withTime(
            new TimeSettings(times.total(), times.attempt(), times.refusal(), sharing, linger)),
        events,
        time);
  }

  private static CompletableFuture<UnwrappedKey> decrypt(KmsClient client, Requester requester) {
    return client.decrypt(KeyName.parse("key"), WRAPPED, CONTEXT, requester).toCompletableFuture();
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
    time.advance(LINGER);
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
    decrypt(client, new Requester(PrincipalName.of("bob"), "r1"));
    client.decrypt(KeyName.parse("other"), WRAPPED, CONTEXT, ALICE);
    client.decrypt(KeyName.parse("key"), WRAPPED, EncryptionContext.empty(), ALICE);
    client.decrypt(KeyName.parse("key"), WrappedKey.of(new byte[] {8}), CONTEXT, ALICE);
    assertThat(kms.callCount()).isEqualTo(5);
  }

  @Test
  void decrypt_sixtyFourOneAfterTheOther_oneDecryptAndZeroedAfterTheLast() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    for (int i = 0; i < 64; i++) {
      UnwrappedKey mine = decrypt(client, ALICE).join();
      assertThat(mine.plaintext().matches(SecretBytes.copyOf(new byte[] {7, 7}))).isTrue();
      mine.close();
      time.advance(Duration.ofMillis(30));
    }
    assertThat(kms.callCount()).isOne();
    assertNotZeroed(kms.secrets().getFirst());
    time.advance(LINGER);
    assertZeroed(kms.secrets().getFirst());
    decrypt(client, ALICE).join();
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void linger_readersWithoutEnd_askedAgainAfterTheSharingTime() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    for (int tenths = 0; tenths < 110; tenths++) {
      decrypt(client, ALICE).join().close();
      time.advance(Duration.ofMillis(100));
    }
    assertThat(kms.callCount()).as("at 0, 5 and 10 s").isEqualTo(3);
  }

  @Test
  void linger_zero_zeroedWithTheLastHolder() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms, Duration.ofSeconds(5), Duration.ZERO);
    decrypt(client, ALICE).join().close();
    assertZeroed(kms.secrets().getFirst());
    decrypt(client, ALICE).join().close();
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void sharing_zero_nothingLingers() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms, Duration.ZERO, LINGER);
    decrypt(client, ALICE).join().close();
    assertZeroed(kms.secrets().getFirst());
    decrypt(client, ALICE).join().close();
    assertThat(kms.callCount()).isEqualTo(2);
  }

  @Test
  void linger_otherRequesterKeyContextOrBlob_asked() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    decrypt(client, ALICE).join().close();
    decrypt(client, new Requester(PrincipalName.of("bob"), "r1"));
    client.decrypt(KeyName.parse("other"), WRAPPED, CONTEXT, ALICE);
    client.decrypt(KeyName.parse("key"), WRAPPED, EncryptionContext.empty(), ALICE);
    client.decrypt(KeyName.parse("key"), WrappedKey.of(new byte[] {8}), CONTEXT, ALICE);
    assertThat(kms.callCount()).isEqualTo(5);
  }

  @Test
  void linger_moreThanItsPlaces_theOldestIsZeroed() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms, Duration.ofHours(1), Duration.ofMinutes(1));
    for (int i = 0; i <= DecryptFlights.MOST_IDLE; i++) {
      client
          .decrypt(
              KeyName.parse("key"),
              WrappedKey.of(new byte[] {(byte) (i >> 8), (byte) i}),
              CONTEXT,
              ALICE)
          .toCompletableFuture()
          .join()
          .close();
      time.advance(Duration.ofMillis(1)); // within the pace of calls
    }
    assertZeroed(kms.secrets().getFirst());
    assertNotZeroed(kms.secrets().get(1));
    assertNotZeroed(kms.secrets().getLast());
  }

  @Test
  void linger_readerWhoComesBack_keepsItPastTheFirstEnd() {
    ScriptedKms kms = ScriptedKms.working();
    KmsClient client = client(kms);
    decrypt(client, ALICE).join().close();
    time.advance(Duration.ofMillis(900));
    UnwrappedKey held = decrypt(client, ALICE).join();
    time.advance(LINGER);
    assertNotZeroed(kms.secrets().getFirst());
    held.close();
    time.advance(LINGER);
    assertZeroed(kms.secrets().getFirst());
    assertThat(kms.callCount()).isOne();
  }

  @Test
  void linger_keyRefusedToSomebody_zeroedAndAskedAtOnce() {
    for (KmsException refusal :
        List.of(
            new KmsException.Disabled("disabled"),
            new KmsException.InvalidState("pending deletion"),
            new KmsException.NotFound("gone"))) {
      ScriptedKms kms =
          new ScriptedKms(call -> call == 2 ? new Step.Fail(refusal) : new Step.Succeed());
      KmsClient client = client(kms);
      decrypt(client, ALICE).join().close();
      client.generateDataKey(
          KeyName.parse("key"), 32, CONTEXT, new Requester(PrincipalName.of("bob"), "r2"));
      assertZeroed(kms.secrets().getFirst());
      decrypt(client, ALICE);
      assertThat(kms.callCount()).isEqualTo(3);
    }
  }

  @Test
  void decrypt_keyRefusedBeforeItsAnswer_notShared() {
    // The flight knows its key as "key"; the KMS's answer says that it is "arn:key".
    for (String refused : List.of("key", "arn:key")) {
      CompletableFuture<Void> gate = new CompletableFuture<>();
      ScriptedKms kms =
          new ScriptedKms(
              call ->
                  switch (call) {
                    case 1 -> new Step.Await(gate);
                    case 2 -> new Step.Fail(new KmsException.Disabled("disabled"));
                    default -> new Step.Succeed();
                  });
      KmsClient client = client(kms);
      var early = decrypt(client, ALICE);
      client.describeKey(KeyName.parse(refused), new Requester(PrincipalName.of("bob"), "r2"));
      gate.complete(null);
      early.join();
      assertZeroed(kms.secrets().getFirst());
      decrypt(client, ALICE).join();
      assertThat(kms.callCount()).as(refused).isEqualTo(3);
    }
  }

  @Test
  void decrypt_askedAfterARefusal_notAnsweredByWhatWasAskedBefore() {
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                call == 2
                    ? new Step.Fail(new KmsException.Disabled("disabled"))
                    : new Step.Await(new CompletableFuture<>()));
    KmsClient client = client(kms);
    decrypt(client, ALICE);
    client.describeKey(KeyName.parse("key"), new Requester(PrincipalName.of("bob"), "r2"));
    decrypt(client, ALICE);
    assertThat(kms.callCount()).isEqualTo(3);
  }

  @Test
  void linger_keyRefusedToAReWrap_zeroedWhicheverOfItsKeysItWas() {
    for (String[] keys : new String[][] {{"key", "other"}, {"other", "arn:key"}}) {
      ScriptedKms kms =
          new ScriptedKms(
              call ->
                  call == 2 ? new Step.Fail(new KmsException.Disabled("d")) : new Step.Succeed());
      KmsClient client = client(kms);
      decrypt(client, ALICE).join().close();
      client.reEncrypt(
          new ReEncryptCommand(
              KeyName.parse(keys[0]), WRAPPED, CONTEXT, KeyName.parse(keys[1]), CONTEXT),
          ALICE);
      assertZeroed(kms.secrets().getFirst());
    }
  }

  @Test
  void linger_keyDenied_endsForThatRequesterOnly() {
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                call == 3
                    ? new Step.Fail(new KmsException.AccessDenied("not alice"))
                    : new Step.Succeed());
    KmsClient client = client(kms);
    decrypt(client, ALICE).join().close();
    decrypt(client, new Requester(PrincipalName.of("bob"), "r2")).join().close();
    client.describeKey(KeyName.parse("key"), ALICE);
    assertZeroed(kms.secrets().getFirst());
    assertNotZeroed(kms.secrets().get(1));
  }

  @Test
  void linger_throttleOrOutageOrRefusalOfAnotherKey_stays() {
    ScriptedKms kms =
        new ScriptedKms(
            call ->
                switch (call) {
                  case 2 -> new Step.Fail(new KmsException.Disabled("d"));
                  case 3 -> new Step.Fail(new KmsException.InvalidRequest("r"));
                  case 4 -> new Step.Fail(new KmsException.Unavailable("down"));
                  default -> new Step.Succeed();
                });
    KmsClient client = client(kms);
    decrypt(client, ALICE).join().close();
    client.describeKey(KeyName.parse("other"), ALICE);
    client.describeKey(KeyName.parse("key"), ALICE);
    client.describeKey(KeyName.parse("key"), ALICE);
    assertNotZeroed(kms.secrets().getFirst());
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
    time.advance(LINGER);
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

  private static void assertNotZeroed(SecretBytes original) {
    assertThat(original.matches(original)).isTrue();
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
    assertThat(decrypt(client, new Requester(PrincipalName.of("bob"), "r"))).isCompleted();
    assertThat(
            client.generateDataKey(KeyName.parse("key"), 32, CONTEXT, ALICE).toCompletableFuture())
        .isCompleted();
  }

  @Test
  void refusal_describeKey_alwaysAsked() {
    ScriptedKms kms = ScriptedKms.failing(new KmsException.NotFound("no such key"));
    KmsClient client = client(kms);
    assertThat(client.describeKey(KeyName.parse("key"), ALICE).toCompletableFuture())
        .isCompletedExceptionally();
    assertThat(client.describeKey(KeyName.parse("key"), ALICE).toCompletableFuture()).isCompleted();
  }

  @Test
  void damagedCiphertext_notRemembered() {
    ScriptedKms kms = ScriptedKms.failing(new KmsException.CiphertextInvalid("damaged"));
    KmsClient client = client(kms);
    decrypt(client, ALICE);
    assertThat(decrypt(client, ALICE)).isCompleted();
  }
}
