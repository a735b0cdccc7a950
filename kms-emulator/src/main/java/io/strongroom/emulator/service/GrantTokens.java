package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.List;

/**
 * Grant tokens: a grant's id sealed under the root key, so that nothing has to be stored and nobody
 * can make one up. Thread-safe.
 */
@ApplicationScoped
public class GrantTokens {

  private static final int MAX_LENGTH = 8192;

  private final RootWork roots;

  GrantTokens(RootWork roots) {
    this.roots = roots;
  }

  /** A new token of a grant; every call gives another one. */
  public Uni<String> issue(String grantId) {
    return roots.run(
        () ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(roots.vault().sealToken(grantId)));
  }

  /** The grant a token belongs to; fails with {@code INVALID_GRANT_TOKEN}. */
  public Uni<String> grantId(String token) {
    return roots.run(() -> open(token));
  }

  /** The grants that tokens belong to; fails with {@code INVALID_GRANT_TOKEN}. */
  Uni<List<String>> grantIds(List<String> tokens) {
    return roots.each(tokens, this::open);
  }

  private String open(String token) {
    try {
      if (token.length() <= MAX_LENGTH) {
        return roots.vault().openToken(Base64.getUrlDecoder().decode(token));
      }
    } catch (IllegalArgumentException | CiphertextRejected e) {
      // The same answer whatever is wrong with it.
    }
    throw KmsRefusal.silent(KmsError.INVALID_GRANT_TOKEN);
  }
}
