package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.OidcProvider;
import java.util.List;

/** Reads tokens of issuers. Thread-safe; never blocks. */
public interface WebTokens {

  /**
   * What a token says, its signature, issuer, audience and times checked.
   *
   * @param audience for whom it is, as the provider's list has it
   * @param methods how its subject proved who they are
   */
  record Claims(String subject, String audience, List<String> methods) {

    public Claims {
      methods = List.copyOf(methods);
    }
  }

  /**
   * Who a token says it is from; nothing is checked yet. Fails with InvalidWebToken, one of the
   * errors of identities.
   */
  Uni<String> issuer(String token);

  /** Fails with InvalidWebToken, ExpiredWebToken, RejectedWebToken or IssuerAway. */
  Uni<Claims> verify(String token, OidcProvider provider);
}
