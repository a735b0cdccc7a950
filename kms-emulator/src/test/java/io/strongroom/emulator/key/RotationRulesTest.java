package io.strongroom.emulator.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RotationRulesTest {

  private static final Instant NOW = SomeKeys.MADE;
  private static final KmsKey KEY = SomeKeys.in(KeyState.ENABLED);

  private static Instant inDays(int days) {
    return NOW.plus(Duration.ofDays(days));
  }

  @Test
  void enable_withoutAPeriod_isAYear() {
    KmsKey key = RotationRules.enable(KEY, Optional.empty(), NOW);

    assertThat(key.rotation())
        .isEqualTo(new KmsKey.Rotation(Optional.of(365), Optional.of(inDays(365))));
  }

  @Test
  void enable_again_keepsPeriodAndDate() {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW);

    KmsKey again = RotationRules.enable(key, Optional.empty(), inDays(30));

    assertThat(again.rotation()).isEqualTo(key.rotation());
  }

  @Test
  void enable_withAnotherPeriod_countsFromNow() {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW);

    KmsKey longer = RotationRules.enable(key, Optional.of(100), inDays(30));

    assertThat(longer.rotation().next()).contains(inDays(130));
  }

  @Test
  void disable_leavesNeitherPeriodNorDate() {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW);

    assertThat(RotationRules.disable(key).rotation()).isEqualTo(KmsKey.Rotation.OFF);
  }

  @Test
  void isDue_atTheDate_andNotBefore() {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW);

    assertThat(RotationRules.isDue(key, inDays(90).minusMillis(1))).isFalse();
    assertThat(RotationRules.isDue(key, inDays(90))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(value = KeyState.class, mode = EnumSource.Mode.EXCLUDE, names = "ENABLED")
  void isDue_whileOutOfUse_waits(KeyState state) {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW).with(KmsKey.Life.of(state));

    assertThat(RotationRules.isDue(key, inDays(91))).isFalse();
  }

  @Test
  void isDue_withoutRotation_never() {
    assertThat(RotationRules.isDue(KEY, Instant.MAX)).isFalse();
  }

  @Test
  void rotated_isDueAPeriodLater() {
    KmsKey key = RotationRules.enable(KEY, Optional.of(90), NOW);

    assertThat(RotationRules.rotated(key, inDays(95)).rotation().next()).contains(inDays(185));
  }

  @Test
  void rotated_onDemandWithoutAutomaticRotation_hasNoDate() {
    assertThat(RotationRules.rotated(KEY, NOW).rotation()).isEqualTo(KmsKey.Rotation.OFF);
  }

  @ParameterizedTest
  @CsvSource({
    "HMAC_256, GENERATE_VERIFY_MAC",
    "RSA_2048, SIGN_VERIFY",
    "ECC_NIST_P256, SIGN_VERIFY",
    "ML_DSA_65, SIGN_VERIFY",
    "SM2, ENCRYPT_DECRYPT"
  })
  void rotation_ofAKeyThatSealsNoMessages_refused(KeySpec spec, KeyUsage usage) {
    KmsKey key = SomeKeys.of(spec, usage);

    assertThatThrownBy(() -> RotationRules.requireRotatable(key))
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo(KmsError.UNSUPPORTED_OPERATION));
    assertThatThrownBy(() -> RotationRules.requireRotatableOnDemand(key))
        .isInstanceOf(KmsRefusal.class);
  }

  @Test
  void rotation_ofImportedMaterial_onDemandOnly() {
    KmsKey key = SomeKeys.external(KeyState.ENABLED);

    RotationRules.requireRotatableOnDemand(key);
    assertThatThrownBy(() -> RotationRules.requireRotatable(key))
        .isInstanceOf(KmsRefusal.class)
        .hasMessageContaining("EXTERNAL");
  }

  @ParameterizedTest
  @CsvSource({"DISABLED, DISABLED", "PENDING_DELETION, INVALID_STATE"})
  void enable_ofAKeyThatCannotBeUsed_refused(KeyState state, KmsError error) {
    assertThatThrownBy(() -> RotationRules.enable(SomeKeys.in(state), Optional.empty(), NOW))
        .isInstanceOfSatisfying(
            KmsRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }
}
