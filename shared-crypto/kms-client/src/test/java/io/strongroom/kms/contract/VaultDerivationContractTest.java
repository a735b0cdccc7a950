package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.kms.vault.VaultSettings.Binding;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultDerivationContractTest extends VaultContract {
  @Override
  Binding binding() {
    return Binding.DERIVATION;
  }

  @Test
  void generateAndRotate_useTheEnginesOwnCalls() {
    var made = get(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE));
    get(
        kms()
            .reEncrypt(
                new ReEncryptCommand(
                    KeyName.parse(key()), made.wrapped(), CONTEXT, KeyName.parse(key()), CONTEXT),
                ALICE));
    assertThat(paths()).contains("/v1/transit/datakey/plaintext/k1", "/v1/transit/rewrap/k1");
  }

  /** The key exists and encrypts; it was made without {@code derived=true}. */
  @Override
  protected Optional<KmsClient> unbinding() {
    VaultStandIn other = new VaultStandIn();
    other.withKeys("k1");
    return Optional.of(clientOf(other));
  }

  @Test
  void keyNotReadable_sameCallWithoutContextTells() {
    vault.keysReadable = false;
    assertThat(
            get(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE))
                .plaintext()
                .length())
        .isEqualTo(32);
    VaultStandIn careless = new VaultStandIn();
    careless.withKeys("k1");
    careless.keysReadable = false;
    assertThat(failure(clientOf(careless).generateDataKey(KeyName.parse("k1"), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
  }

  @Test
  void wrapped_underAKeyThatIsNotDerived_notOpened() {
    vault.derived = false;
    assertThat(
            failure(
                kms()
                    .decrypt(
                        KeyName.parse(key()),
                        WrappedKey.of("vault:v1:AAAA".getBytes(StandardCharsets.US_ASCII)),
                        CONTEXT,
                        ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
  }
}
