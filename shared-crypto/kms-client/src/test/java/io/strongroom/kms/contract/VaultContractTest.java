package io.strongroom.kms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.vault.VaultSettings.Binding;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VaultContractTest extends VaultContract {
  @Override
  Binding binding() {
    return Binding.ASSOCIATED_DATA;
  }

  /** As engines before associated data: they do not know the member. */
  @Override
  protected Optional<KmsClient> unbinding() {
    VaultStandIn old = new VaultStandIn();
    old.withKeys("k1");
    old.ignoresAssociatedData = true;
    return Optional.of(clientOf(old));
  }

  @Test
  void unbound_wrappedAndOpenedByTheSameEngine_refusedBothTimes() {
    var made = get(kms().generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE));
    vault.ignoresAssociatedData = true;
    KmsClient fresh = clientOf(vault);
    assertThat(failure(fresh.generateDataKey(KeyName.parse(key()), 32, CONTEXT, ALICE)))
        .isInstanceOf(KmsException.InvalidKeyUsage.class);
    assertThat(failure(fresh.decrypt(KeyName.parse(key()), made.wrapped(), CONTEXT, ALICE)))
        .isInstanceOf(KmsException.CiphertextInvalid.class);
  }
}
