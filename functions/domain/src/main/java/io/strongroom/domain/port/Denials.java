package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import java.util.List;
import java.util.Optional;

/** Why requests were refused: the newest some thousand. Thread-safe. */
public interface Denials {

  /**
   * A request that was refused.
   *
   * @param account whose affair it is: the owner of what was asked for, else the caller's
   * @param reason for an operator, in a sentence
   */
  record Denial(String requestId, AccountId account, String reason) {}

  Uni<Void> add(List<Denial> denials);

  Uni<Optional<Denial>> find(String requestId);
}
