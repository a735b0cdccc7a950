package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.grant.Grant;
import io.strongroom.emulator.grant.GrantConstraint;
import io.strongroom.emulator.grant.GrantTerms;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.service.GrantTokens;
import io.strongroom.emulator.service.Grants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Lets somebody use a key. Thread-safe. */
@ApplicationScoped
public class CreateGrant {

  /** The condition key's value for a constraint, and the constraint's name in the AWS API. */
  public static final String EQUALS = "EncryptionContextEquals";

  /** As {@link #EQUALS}. */
  public static final String SUBSET = "EncryptionContextSubset";

  private final Keys keys;
  private final Grants grants;
  private final GrantTokens tokens;

  CreateGrant(Keys keys, Grants grants, GrantTokens tokens) {
    this.keys = keys;
    this.grants = grants;
    this.tokens = tokens;
  }

  /** Which grant. */
  public record Command(
      KeyReference key, GrantTerms terms, List<String> grantTokens, boolean dryRun) {}

  /** The grant, and a token by which it is in effect at once. */
  public record Result(Grant grant, String token) {}

  /** Fails with {@code LIMIT_EXCEEDED}, or {@code VALIDATION} for what the key cannot do. */
  public Uni<Result> execute(Call call, Command command) {
    GrantTerms terms = command.terms();
    return keys.find(call, command.key())
        .invoke(call.naming()::requireChangeable)
        .call(key -> grants.requireMayCreate(call.access(use(command), key), terms))
        .invoke(key -> Grants.requireGrantable(key, terms))
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(key -> grants.create(call.caller(), key, terms))
        .chain(grant -> tokens.issue(grant.id()).map(token -> new Result(grant, token)));
  }

  private static KeyUse use(Command command) {
    GrantTerms terms = command.terms();
    KeyUse use =
        KeyUse.of("kms:CreateGrant")
            .withTokens(command.grantTokens())
            .with("kms:GranteePrincipal", List.of(terms.grantee()))
            .with("kms:GrantOperations", List.copyOf(terms.operations()));
    KeyUse retirable =
        terms
            .retiringPrincipal()
            .map(name -> use.with("kms:RetiringPrincipal", List.of(name)))
            .orElse(use);
    return switch (terms.constraint()) {
      case GrantConstraint.None _ -> retirable;
      case GrantConstraint.ContextEquals _ ->
          retirable.with("kms:GrantConstraintType", List.of(EQUALS));
      case GrantConstraint.ContextSubset _ ->
          retirable.with("kms:GrantConstraintType", List.of(SUBSET));
    };
  }
}
