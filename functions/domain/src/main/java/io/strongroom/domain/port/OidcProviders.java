package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.identity.OidcProvider;
import java.util.List;
import java.util.Optional;

/** Issuers whose tokens accounts take. Every method is one statement. Thread-safe. */
public interface OidcProviders {

  /** False when the account has one of this address. */
  Uni<Boolean> add(OidcProvider provider);

  Uni<Optional<OidcProvider>> find(String arn);

  /** By ARN. */
  Uni<List<OidcProvider>> of(AccountId account);

  Uni<Boolean> remove(String arn);
}
