package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.OidcProvider;
import java.util.List;
import java.util.Map;

/** Reads tokens of issuers. Thread-safe; never blocks. */
public interface WebTokens {

  /**
   * What a token says, its signature, issuer, audience and times checked.
   *
   * @param audience for whom it is, as the provider's list has it
   * @param methods how its subject proved who they are
   * @param tags of the session that is to begin
   * @param transitive keys of those tags that go with further sessions
   */
  record Claims(
      String subject,
      String audience,
      List<String> methods,
      Map<String, String> tags,
      List<String> transitive) {

    public Claims {
      methods = List.copyOf(methods);
      tags = Map.copyOf(tags);
      transitive = List.copyOf(transitive);
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
