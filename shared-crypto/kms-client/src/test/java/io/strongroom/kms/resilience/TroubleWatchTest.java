package io.strongroom.kms.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.provider.Standing;
import io.strongroom.kms.provider.WrapService;
import io.strongroom.kms.provider.WrapServiceProvider;
import io.strongroom.kms.testing.RecordedEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class TroubleWatchTest {

  private static final Requester ALICE = new Requester(PrincipalName.of("alice"), "r1");

  /** Describes keys, once it knows who asks. */
  private static final class Doorkeeper implements WrapService {
    private final Standing standing = new Standing();
    private boolean known;

    @Override
    public CompletionStage<KmsKeyDescription> describe(String keyId, Requester requester) {
      if (!known) {
        throw standing.refused("the login is refused");
      }
      standing.accepted();
      return CompletableFuture.completedFuture(new KmsKeyDescription(KmsKeyId.of(keyId), true));
    }

    @Override
    public Optional<String> trouble() {
      return standing.trouble();
    }

    @Override
    public CompletionStage<WrappedDataKey> wrap(
        String keyId, SecretBytes plaintext, EncryptionContext context, Requester requester) {
      throw new KmsException.InvalidRequest("not here");
    }

    @Override
    public CompletionStage<UnwrappedKey> unwrap(
        String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
      throw new KmsException.InvalidRequest("not here");
    }
  }

  private final VirtualTime time = new VirtualTime();
  private final RecordedEvents events = new RecordedEvents();
  private final Doorkeeper service = new Doorkeeper();
  private final ResilientKmsClient client =
      ResilientKmsClient.create(
          new WrapServiceProvider(service), ResilienceSettings.interactive("vault"), events, time);

  private void ask() {
    var call = client.describeKey(KeyName.parse("k"), ALICE).toCompletableFuture();
    while (!call.isDone()) {
      time.advance(Duration.ofMillis(100));
    }
  }

  @Test
  void loginRefused_toldOnceAMinuteAndWhenItIsOver() {
    ask();
    assertThat(events.unusable).containsExactly("vault: the login is refused");
    assertThat(client.health().degraded()).isTrue();
    assertThat(client.health().trouble()).contains("the login is refused");

    ask();
    assertThat(events.unusable).as("within the minute").hasSize(1);
    time.advance(Duration.ofMinutes(1));
    ask();
    assertThat(events.unusable).hasSize(2);

    service.known = true;
    time.advance(Duration.ofMinutes(1));
    ask();
    assertThat(events.usable).containsExactly("vault");
    assertThat(client.health().trouble()).isEmpty();
  }

  @Test
  void nothingWrong_nothingTold() {
    service.known = true;
    ask();
    assertThat(events.unusable).isEmpty();
    assertThat(events.usable).isEmpty();
    assertThat(client.health().degraded()).isFalse();
  }
}
