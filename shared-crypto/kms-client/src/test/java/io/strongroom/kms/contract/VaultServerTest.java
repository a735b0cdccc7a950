package io.strongroom.kms.contract;

import io.strongroom.kms.vault.VaultSettings.Binding;

class VaultServerTest extends VaultServerContract {
  @Override
  Binding binding() {
    return Binding.ASSOCIATED_DATA;
  }
}
