package io.strongroom.emulator.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.SomeKeys;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTest {

  private static final Map<String, String> TEAM = Map.of("team", "a");
  private static final GrantConstraint OF_TEAM = new GrantConstraint.ContextEquals(TEAM);

  private static GrantTerms terms(GrantConstraint constraint, String... operations) {
    return new GrantTerms(
        Optional.empty(),
        "arn:aws:iam::111122223333:user/eve",
        Optional.empty(),
        Set.of(operations),
        constraint);
  }

  private static Grant grant(GrantConstraint constraint, String... operations) {
    return new Grant(
        "0".repeat(64),
        new KeyArn(SomeKeys.SCOPE, "k"),
        terms(constraint, operations),
        AccountId.of("111122223333"),
        SomeKeys.MADE);
  }

  @Test
  void permits_itsOperationsOnly() {
    Grant grant = grant(new GrantConstraint.None(), "Decrypt");

    assertThat(grant.permits("Decrypt", Map.of())).isTrue();
    assertThat(grant.permits("Encrypt", Map.of())).isFalse();
  }

  @Test
  void permits_underAConstraint_itsContextOnly() {
    Grant grant = grant(OF_TEAM, "Decrypt");

    assertThat(grant.permits("Decrypt", TEAM)).isTrue();
    assertThat(grant.permits("Decrypt", Map.of())).isFalse();
    assertThat(grant.permits("Decrypt", Map.of("team", "b"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DescribeKey", "RetireGrant", "CreateGrant"})
  void permits_operationsWithoutAContext_whateverTheConstraint(String operation) {
    assertThat(grant(OF_TEAM, operation).permits(operation, Map.of())).isTrue();
  }

  @Test
  void covers_withoutCreateGrant_nothing() {
    assertThat(
            grant(new GrantConstraint.None(), "Decrypt")
                .covers(terms(new GrantConstraint.None(), "Decrypt")))
        .isFalse();
  }

  @Test
  void covers_noMoreThanItsOwnOperations() {
    Grant grant = grant(new GrantConstraint.None(), "CreateGrant", "Decrypt");

    assertThat(grant.covers(terms(new GrantConstraint.None(), "Decrypt"))).isTrue();
    assertThat(grant.covers(terms(new GrantConstraint.None(), "Decrypt", "Encrypt"))).isFalse();
  }

  @Test
  void covers_nothingLessStrict() {
    Grant grant = grant(OF_TEAM, "CreateGrant", "Decrypt");

    assertThat(grant.covers(terms(OF_TEAM, "Decrypt"))).isTrue();
    assertThat(grant.covers(terms(new GrantConstraint.None(), "Decrypt"))).isFalse();
    assertThat(grant.covers(terms(new GrantConstraint.ContextSubset(TEAM), "Decrypt"))).isFalse();
  }
}
