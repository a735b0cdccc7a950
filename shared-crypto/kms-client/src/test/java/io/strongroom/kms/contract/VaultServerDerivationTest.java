package io.strongroom.kms.contract;

import io.strongroom.kms.vault.VaultSettings.Binding;

class VaultServerDerivationTest extends VaultServerContract {
  @Override
  Binding binding() {
    return Binding.DERIVATION;
  }
}
