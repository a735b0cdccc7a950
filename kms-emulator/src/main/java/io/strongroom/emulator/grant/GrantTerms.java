package io.strongroom.emulator.grant;

import java.util.Optional;
import java.util.Set;

/**
 * What a grant says.
 *
 * @param operations names of the AWS API, {@code ReEncryptFrom} and {@code ReEncryptTo} among them
 */
public record GrantTerms(
    Optional<String> name,
    String grantee,
    Optional<String> retiringPrincipal,
    Set<String> operations,
    GrantConstraint constraint) {

  public GrantTerms {
    operations = Set.copyOf(operations);
  }
}
