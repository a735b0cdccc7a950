package io.strongroom.kms.contract;

import io.strongroom.kms.vault.VaultSettings.Binding;

class VaultContractTest extends VaultContract {
  @Override
  Binding binding() {
    return Binding.ASSOCIATED_DATA;
  }
}
