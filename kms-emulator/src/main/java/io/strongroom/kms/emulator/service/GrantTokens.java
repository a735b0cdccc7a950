package io.strongroom.kms.emulator.service;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.kms.emulator.crypto.MaterialVault;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;

/**
 * Grant tokens: a grant's id sealed under the root key, so that nothing has to be stored and nobody
 * can make one up. Thread-safe.
 */
@ApplicationScoped
public class GrantTokens {

  private static final int MAX_LENGTH = 8192;

  private final MaterialVault vault;

  GrantTokens(MaterialVault vault) {
    this.vault = vault;
  }

  /** A new token of a grant; every call gives another one. */
  public String issue(String grantId) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(vault.sealToken(grantId));
  }

  /** The grant a token belongs to; fails with {@code INVALID_GRANT_TOKEN}. */
  public String grantId(String token) {
    try {
      if (token.length() <= MAX_LENGTH) {
        return vault.openToken(Base64.getUrlDecoder().decode(token));
      }
    } catch (IllegalArgumentException | CiphertextRejected e) {
      // The same answer whatever is wrong with it.
    }
    throw KmsRefusal.silent(KmsError.INVALID_GRANT_TOKEN);
  }
}
