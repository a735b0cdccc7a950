package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.CallerIdentity;
import java.util.Optional;

/** In whose name the service itself does what rules of a bucket ask for. Thread-safe. */
@FunctionalInterface
public interface RoleActors {

  /**
   * A session of a role, with the role's policies as they are now.
   *
   * @param role ARN of a role of the account, or its name alone, or the ARN of the account's root
   * @param account whose role it is
   * @return empty when there is none
   */
  Uni<Optional<CallerIdentity>> find(String role, AccountId account);
}
