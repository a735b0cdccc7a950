package io.strongroom.emulator.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.emulator.grant.GrantConstraint.ContextEquals;
import io.strongroom.emulator.grant.GrantConstraint.ContextSubset;
import io.strongroom.emulator.grant.GrantConstraint.None;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantConstraintTest {

  private static final Map<String, String> ONE = Map.of("a", "1");
  private static final Map<String, String> TWO = Map.of("a", "1", "b", "2");

  @Test
  void accepts_equals_exactMapOnly() {
    assertThat(new ContextEquals(ONE).accepts(ONE)).isTrue();
    assertThat(new ContextEquals(ONE).accepts(TWO)).isFalse();
    assertThat(new ContextEquals(ONE).accepts(Map.of())).isFalse();
  }

  @Test
  void accepts_subset_listedPairsPresent() {
    assertThat(new ContextSubset(ONE).accepts(TWO)).isTrue();
    assertThat(new ContextSubset(TWO).accepts(ONE)).isFalse();
    assertThat(new ContextSubset(ONE).accepts(Map.of("a", "2"))).isFalse();
  }

  @Test
  void isAtLeastAsStrictAs_ordersTheKinds() {
    assertThat(new None().isAtLeastAsStrictAs(new ContextSubset(ONE))).isFalse();
    assertThat(new ContextSubset(ONE).isAtLeastAsStrictAs(new None())).isTrue();
    assertThat(new ContextSubset(TWO).isAtLeastAsStrictAs(new ContextSubset(ONE))).isTrue();
    assertThat(new ContextSubset(ONE).isAtLeastAsStrictAs(new ContextSubset(TWO))).isFalse();
    assertThat(new ContextEquals(TWO).isAtLeastAsStrictAs(new ContextSubset(ONE))).isTrue();
    assertThat(new ContextSubset(ONE).isAtLeastAsStrictAs(new ContextEquals(ONE))).isFalse();
    assertThat(new ContextEquals(ONE).isAtLeastAsStrictAs(new ContextEquals(ONE))).isTrue();
  }
}
