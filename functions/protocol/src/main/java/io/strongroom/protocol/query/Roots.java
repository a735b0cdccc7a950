package io.strongroom.protocol.query;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import java.util.Optional;

/**
 * What only roots may do, with a lasting key: those of accounts for what is theirs, and the
 * operator for everything.
 *
 * @param operator the account that was there first
 */
record Roots(AccountId operator) {

  static boolean isRoot(Caller caller) {
    return caller.identity().isRoot() && caller.identity().profile().tokenIssued().isEmpty();
  }

  /**
   * @throws QueryRefused AccessDenied
   */
  void requireOperator(QueryCall call) {
    if (!isRoot(call.caller()) || !call.caller().account().equals(operator)) {
      throw refused(call);
    }
  }

  /**
   * Of all accounts for the operator, which is empty; of its own for the root of another.
   *
   * @throws QueryRefused AccessDenied
   */
  Optional<AccountId> whose(QueryCall call) {
    if (!isRoot(call.caller())) {
      throw refused(call);
    }
    return Optional.of(call.caller().account()).filter(account -> !account.equals(operator));
  }

  private static QueryRefused refused(QueryCall call) {
    return new QueryRefused(
        403,
        "AccessDenied",
        "User: %s is not authorized to perform: strongroom:%s"
            .formatted(call.caller().principal(), call.action()));
  }
}
