package io.strongroom.emulator.grant;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.key.KeyArn;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A grant as stored.
 *
 * @param id 64 lower-case hexadecimal digits
 * @param issuingAccount account under which the grant was made
 */
public record Grant(
    String id, KeyArn key, GrantTerms terms, AccountId issuingAccount, Instant created) {

  /** Whether this grant permits {@code operation} with {@code context}. */
  public boolean permits(String operation, java.util.Map<String, String> context) {
    return terms.operations().contains(operation)
        && (isUnconstrained(operation) || terms.constraint().accepts(context));
  }

  /** Whether the holder of this grant may pass on {@code other}. */
  public boolean covers(GrantTerms other) {
    Set<String> operations = terms.operations();
    return operations.contains("CreateGrant")
        && operations.containsAll(other.operations())
        && other.constraint().isAtLeastAsStrictAs(terms.constraint());
  }

  /** The principal that may retire this grant beside the grantee and the issuing account. */
  public Optional<String> retiringPrincipal() {
    return terms.retiringPrincipal();
  }

  // AWS: constraints do not apply to DescribeKey and RetireGrant, which have no context; those of
  // CreateGrant limit the grants that are passed on, see covers().
  private static boolean isUnconstrained(String operation) {
    return switch (operation) {
      case "DescribeKey", "RetireGrant", "CreateGrant" -> true;
      default -> false;
    };
  }
}
