package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.Grants;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the grants that calls name. Thread-safe. */
@ApplicationScoped
class GrantsOfKeys {

  private final Grants grants;

  GrantsOfKeys(Grants grants) {
    this.grants = grants;
  }

  /** A grant on a key; fails with {@code GRANT_OF_OTHER_KEY} or {@code INVALID_GRANT_ID}. */
  Uni<Grant> get(KmsKey key, String grantId) {
    return grants
        .get(grantId)
        .invoke(
            grant -> {
              if (!grant.key().equals(key.arn())) {
                throw KmsRefusal.silent(KmsError.GRANT_OF_OTHER_KEY);
              }
            });
  }
}
