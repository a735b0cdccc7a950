package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.kms.vault.VaultSettings.Binding;
import org.junit.jupiter.api.Test;

class VaultDerivationContractTest extends VaultContract {
  @Override
  Binding binding() {
    return Binding.DERIVATION;
  }

  @Test
  void generateAndRotate_useTheEnginesOwnCalls() {
    var made = get(kms().generateDataKey(key(), 32, CONTEXT, ALICE));
    get(
        kms()
            .reEncrypt(
                new ReEncryptCommand(key(), made.wrapped(), CONTEXT, key(), CONTEXT), ALICE));
    assertThat(paths()).contains("/v1/transit/datakey/plaintext/k1", "/v1/transit/rewrap/k1");
  }
}
