package io.strongroom.emulator.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.emulator.crypto.MaterialId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Source: AWS KMS developer guide, "Key states of AWS KMS keys". */
class KeyStateTableTest {

  private static final Instant NOW = SomeKeys.MADE;
  private static final MaterialId OTHER = new MaterialId("cd".repeat(32));

  private enum Change {
    ENABLE(KeyStateTable::enable),
    DISABLE(KeyStateTable::disable),
    SCHEDULE(key -> KeyStateTable.scheduleDeletion(key, 7, NOW)),
    AWAIT_REPLICAS(key -> KeyStateTable.awaitReplicas(key, 7)),
    CANCEL(KeyStateTable::cancelDeletion);

    private final UnaryOperator<KmsKey> change;

    Change(UnaryOperator<KmsKey> change) {
      this.change = change;
    }
  }

  private static KmsKey in(KeyState state) {
    return state == KeyState.PENDING_IMPORT ? SomeKeys.external(state) : SomeKeys.in(state);
  }

  private static void assertRefused(ThrowingCallable call, KmsError error) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KmsRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(error));
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLE, ENABLED, ENABLED",
    "ENABLE, DISABLED, ENABLED",
    "ENABLE, PENDING_DELETION, ",
    "ENABLE, PENDING_REPLICA_DELETION, ",
    "ENABLE, PENDING_IMPORT, ",
    "DISABLE, ENABLED, DISABLED",
    "DISABLE, DISABLED, DISABLED",
    "DISABLE, PENDING_DELETION, ",
    "DISABLE, PENDING_REPLICA_DELETION, ",
    "DISABLE, PENDING_IMPORT, ",
    "SCHEDULE, ENABLED, PENDING_DELETION",
    "SCHEDULE, DISABLED, PENDING_DELETION",
    "SCHEDULE, PENDING_DELETION, ",
    "SCHEDULE, PENDING_REPLICA_DELETION, ",
    "SCHEDULE, PENDING_IMPORT, PENDING_DELETION",
    "AWAIT_REPLICAS, ENABLED, PENDING_REPLICA_DELETION",
    "AWAIT_REPLICAS, PENDING_DELETION, ",
    "AWAIT_REPLICAS, PENDING_REPLICA_DELETION, ",
    "CANCEL, ENABLED, ",
    "CANCEL, DISABLED, ",
    "CANCEL, PENDING_IMPORT, ",
    "CANCEL, PENDING_DELETION, DISABLED",
    "CANCEL, PENDING_REPLICA_DELETION, DISABLED"
  })
  void change_ofKeysInEveryState_asTheTableSays(Change change, KeyState from, KeyState to) {
    if (to == null) {
      assertRefused(() -> change.change.apply(in(from)), KmsError.INVALID_STATE);
    } else {
      assertThat(change.change.apply(in(from)).state()).isEqualTo(to);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ENABLED, ",
    "DISABLED, DISABLED",
    "PENDING_DELETION, INVALID_STATE",
    "PENDING_REPLICA_DELETION, INVALID_STATE",
    "PENDING_IMPORT, INVALID_STATE"
  })
  void requireUsable_inEveryState_refusesAllButEnabled(KeyState state, KmsError error) {
    if (error == null) {
      KeyStateTable.requireUsable(in(state));
    } else {
      assertRefused(() -> KeyStateTable.requireUsable(in(state)), error);
    }
  }

  @Test
  void scheduleDeletion_remembersWindowAndDate() {
    KmsKey doomed = KeyStateTable.scheduleDeletion(in(KeyState.ENABLED), 12, NOW);

    assertThat(doomed.life().deletionDate()).contains(NOW.plus(Duration.ofDays(12)));
    assertThat(doomed.life().pendingWindowInDays()).contains(12);
  }

  @Test
  void awaitReplicas_hasNoDateYet() {
    KmsKey waiting = KeyStateTable.awaitReplicas(in(KeyState.ENABLED), 12);

    assertThat(waiting.life().deletionDate()).isEmpty();
    assertThat(waiting.life().pendingWindowInDays()).contains(12);
  }

  @Test
  void cancelDeletion_leavesNothingOfIt() {
    KmsKey back =
        KeyStateTable.cancelDeletion(KeyStateTable.scheduleDeletion(in(KeyState.ENABLED), 12, NOW));

    assertThat(back.life()).isEqualTo(KmsKey.Life.of(KeyState.DISABLED));
  }

  @Test
  void cancelDeletion_ofAKeyWithoutMaterial_waitsForItAgain() {
    KmsKey doomed = KeyStateTable.scheduleDeletion(in(KeyState.PENDING_IMPORT), 7, NOW);

    assertThat(KeyStateTable.cancelDeletion(doomed).state()).isEqualTo(KeyState.PENDING_IMPORT);
  }

  @Test
  void imported_waitingKey_comesIntoUseWithTheMaterial() {
    KmsKey key = KeyStateTable.imported(in(KeyState.PENDING_IMPORT), OTHER, Optional.of(NOW));

    assertThat(key.state()).isEqualTo(KeyState.ENABLED);
    assertThat(key.currentMaterial()).contains(OTHER);
    assertThat(key.expires()).contains(NOW);
  }

  @Test
  void imported_disabledKey_staysDisabled() {
    KmsKey key =
        KeyStateTable.imported(SomeKeys.external(KeyState.DISABLED), OTHER, Optional.empty());

    assertThat(key.state()).isEqualTo(KeyState.DISABLED);
    assertThat(key.currentMaterial()).contains(OTHER);
  }

  @Test
  void imported_keyBeforeDeletion_refused() {
    KmsKey doomed = KeyStateTable.scheduleDeletion(in(KeyState.PENDING_IMPORT), 7, NOW);

    assertRefused(
        () -> KeyStateTable.imported(doomed, OTHER, Optional.empty()), KmsError.INVALID_STATE);
  }

  @Test
  void import_ofAKeyMadeHere_refused() {
    KmsKey own = in(KeyState.ENABLED);

    assertRefused(
        () -> KeyStateTable.imported(own, OTHER, Optional.empty()), KmsError.UNSUPPORTED_OPERATION);
    assertRefused(() -> KeyStateTable.withoutMaterial(own), KmsError.UNSUPPORTED_OPERATION);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyState.class,
      names = {"PENDING_DELETION", "PENDING_REPLICA_DELETION"})
  void withoutMaterial_ofAKeyBeforeDeletion_goesOnBeingDeleted(KeyState state) {
    KmsKey without = KeyStateTable.withoutMaterial(SomeKeys.external(state));

    assertThat(without.state()).isEqualTo(state);
    assertThat(without.currentMaterial()).isEmpty();
  }

  @Test
  void at_justBeforeTheMaterialExpires_isUnchanged_andThenHasNone() {
    Instant end = NOW.plusSeconds(60);
    KmsKey key = KeyStateTable.imported(in(KeyState.PENDING_IMPORT), OTHER, Optional.of(end));

    assertThat(KeyStateTable.at(key, end.minusMillis(1))).isEqualTo(key);
    KmsKey after = KeyStateTable.at(key, end);
    assertThat(after.state()).isEqualTo(KeyState.PENDING_IMPORT);
    assertThat(after.currentMaterial()).isEmpty();
    assertThat(after.expires()).isEmpty();
  }

  @Test
  void at_ofAKeyThatDoesNotExpire_isUnchanged() {
    assertThat(KeyStateTable.at(in(KeyState.ENABLED), Instant.MAX)).isEqualTo(in(KeyState.ENABLED));
  }
}
