package io.strongroom.kms.contract;

import io.strongroom.kms.vault.VaultSettings.Binding;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "STRONGROOM_VAULT_ADDR", matches = "https?://.+")
class VaultServerTest extends VaultServerContract {
  @Override
  Binding binding() {
    return Binding.ASSOCIATED_DATA;
  }
}
