package io.strongroom.kms.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.testing.MovableClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class BindingGuardTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");
  private static final EncryptionContext HERE = EncryptionContext.empty().with("at", "here");

  /** A service under one key, which does or does not look at contexts. */
  private static final class Service implements WrapService {
    private final SecretBytes key = SecretBytes.random(LocalSeal.KEY_BYTES);
    private boolean binds = true;
    private boolean mayUnwrap = true;
    private int unwraps;

    private byte[] bound(EncryptionContext context) {
      return binds ? ContextBytes.of(context) : new byte[0];
    }

    @Override
    public CompletionStage<WrappedDataKey> wrap(
        String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
      byte[] sealed = LocalSeal.seal(key, plaintext, bound(context));
      return CompletableFuture.completedFuture(
          new WrappedDataKey(KmsKeyId.of(keyId), WrappedKey.of(sealed)));
    }

    @Override
    public CompletionStage<UnwrappedKey> unwrap(
        String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
      unwraps++;
      if (!mayUnwrap) {
        throw new KmsException.AccessDenied("no");
      }
      return CompletableFuture.completedFuture(
          new UnwrappedKey(KmsKeyId.of("k"), LocalSeal.open(key, wrapped.bytes(), bound(context))));
    }

    @Override
    public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
      return CompletableFuture.completedFuture(new KmsKeyDescription(KmsKeyId.of(keyId), true));
    }
  }

  private final Service service = new Service();
  private final MovableClock clock = new MovableClock();
  private boolean vouched;
  private final BindingGuard guard =
      new BindingGuard(service, keyId -> CompletableFuture.completedFuture(vouched), clock);

  private static KmsException failure(CompletionStage<?> call) {
    try {
      call.toCompletableFuture().join();
    } catch (CompletionException e) {
      return (KmsException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  private CompletionStage<?> generate() {
    return guard.generate("k", 32, HERE, ALICE);
  }

  private WrappedKey wrapped() {
    return service
        .wrap("k", SecretBytes.random(32), HERE, ALICE)
        .toCompletableFuture()
        .join()
        .wrapped();
  }

  @Test
  void binding_provedOnceAndAgainAfterTenMinutes() {
    generate().toCompletableFuture().join();
    generate().toCompletableFuture().join();
    assertThat(service.unwraps).isOne();
    clock.advance(Duration.ofMinutes(10));
    generate().toCompletableFuture().join();
    assertThat(service.unwraps).isEqualTo(2);
  }

  @Test
  void notBinding_everyWayRefused() {
    service.binds = false;
    WrappedKey wrapped = wrapped();
    assertThat(failure(generate())).isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(failure(guard.wrap("k", SecretBytes.random(32), HERE, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(failure(guard.unwrap("k", wrapped, HERE, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(failure(guard.unwrap("", wrapped, HERE, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(
            failure(
                guard.reWrap(
                    new ReEncryptCommand(
                        KeyName.parse("k"), wrapped, HERE, KeyName.parse("k"), HERE),
                    ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
  }

  @Test
  void damagedKey_provesNothing() {
    byte[] damaged = wrapped().bytes();
    damaged[damaged.length - 1] ^= 1;
    assertThat(failure(guard.unwrap("k", WrappedKey.of(damaged), HERE, ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
    service.binds = false;
    assertThat(failure(guard.unwrap("k", wrapped(), HERE, ALICE)))
        .as("the key was not proved by what never opened")
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
  }

  @Test
  void mayNotUnwrap_takenOnlyWhereItIsVouchedFor() {
    service.mayUnwrap = false;
    assertThat(failure(generate())).isInstanceOf(KmsException.InvalidKeyUsage.class);
    vouched = true;
    generate().toCompletableFuture().join();
  }

  @Test
  void contextThatHoldsTheTrialsOwnPair_stillTriedWithAnother() {
    EncryptionContext odd = HERE.with("strongroom:another-context", "1");
    var made = guard.generate("k", 32, odd, ALICE).toCompletableFuture().join();
    var opened = guard.unwrap("k", made.wrapped(), odd, ALICE).toCompletableFuture().join();
    assertThat(opened.plaintext().matches(made.plaintext())).isTrue();
  }
}
