package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operations on keys themselves change, as the next one shows it. */
abstract class KeyEffectContract {

  private Deeds deeds;
  private String keyId;

  @BeforeEach
  void connect() {
    deeds = deeds();
    keyId = deeds.api().newKey(Sort.SYMMETRIC);
  }

  abstract Deeds deeds();

  private void make(Op op) {
    done(deeds.api().call(op, keyId));
  }

  private static Reply done(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isTrue();
    return reply;
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.isDone()).as("%s", reply).isFalse();
  }

  private static String alias() {
    return "alias/" + UUID.randomUUID();
  }

  @Test
  void stages_asTheyAreAskedFor() {
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.ENABLED);
    make(Op.DISABLE);
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.DISABLED);
    make(Op.ENABLE);
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.ENABLED);
    make(Op.SCHEDULE_DELETION);
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.PENDING_DELETION);
    make(Op.CANCEL_DELETION);
    assertThat(deeds.stage(keyId)).isEqualTo(Stage.DISABLED);
  }

  @Test
  void scheduleDeletion_inSevenDays_untilItIsCancelled() {
    Instant before = Instant.now();
    make(Op.SCHEDULE_DELETION);

    assertThat(deeds.deletionDate(keyId).orElseThrow())
        .isBetween(
            before.plus(Duration.ofDays(7)).minusSeconds(60),
            Instant.now().plus(Duration.ofDays(7)).plusSeconds(60));
    make(Op.CANCEL_DELETION);
    assertThat(deeds.deletionDate(keyId)).isEmpty();
  }

  @Test
  void description_isTheLastOne() {
    deeds.describe(keyId, "für Bestellungen");
    assertThat(deeds.description(keyId)).isEqualTo("für Bestellungen");
    deeds.describe(keyId, "");
    assertThat(deeds.description(keyId)).isEmpty();
  }

  @Test
  void tags_eachNameOnce_withItsLastValue() {
    deeds.tag(keyId, "team", "orders");
    deeds.tag(keyId, "stage", "test");
    deeds.tag(keyId, "team", "billing");

    assertThat(deeds.tags(keyId)).isEqualTo(Map.of("team", "billing", "stage", "test"));
    deeds.untag(keyId, "team");
    assertThat(deeds.tags(keyId)).isEqualTo(Map.of("stage", "test"));
  }

  @Test
  void tags_ofAnotherKey_stay() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    deeds.tag(keyId, "team", "orders");
    deeds.tag(other, "team", "billing");
    deeds.untag(keyId, "team");

    assertThat(deeds.tags(other)).isEqualTo(Map.of("team", "billing"));
  }

  private Set<String> aliases(String key) {
    return Deeds.all(after -> deeds.aliases(key, 2, after));
  }

  @Test
  void alias_namesItsKey_untilItIsDeleted() {
    Set<String> before = aliases(keyId);
    String alias = alias();
    done(deeds.naming(keyId, alias));

    assertThat(aliases(keyId)).contains(alias).containsAll(before);
    done(deeds.deletingAlias(keyId, alias));
    assertThat(aliases(keyId)).isEqualTo(before);
  }

  @Test
  void alias_moved_namesTheOtherKeyOnly() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    String alias = alias();
    done(deeds.naming(keyId, alias));
    done(deeds.movingAlias(alias, other));

    assertThat(aliases(keyId)).doesNotContain(alias);
    assertThat(aliases(other)).contains(alias);
  }

  @Test
  void alias_ofAnotherKey_cannotBeTaken() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    String alias = alias();
    done(deeds.naming(keyId, alias));

    assertRefused(deeds.naming(other, alias));
    assertThat(aliases(keyId)).contains(alias);
    assertThat(aliases(other)).doesNotContain(alias);
  }

  @Test
  void alias_thatIsNone_cannotBeMovedOrDeleted() {
    String alias = alias();

    assertRefused(deeds.movingAlias(alias, keyId));
    assertRefused(deeds.deletingAlias(keyId, alias));
  }

  @Test
  void alias_toAKeyOfAnotherSort_cannotBeMoved() {
    String alias = alias();
    done(deeds.naming(keyId, alias));

    assertRefused(deeds.movingAlias(alias, deeds.api().newKey(Sort.SIGNING)));
    assertThat(aliases(keyId)).contains(alias);
  }

  @Test
  void aliases_inPages_eachOnce() {
    Set<String> expected = new HashSet<>(aliases(keyId));
    for (int i = 0; i < 5; i++) {
      String alias = alias();
      done(deeds.naming(keyId, alias));
      expected.add(alias);
    }

    for (int limit : new int[] {1, 2, 5, 50}) {
      assertThat(Deeds.all(after -> deeds.aliases(keyId, limit, after))).isEqualTo(expected);
    }
  }

  private Set<String> grants() {
    return Deeds.all(after -> deeds.grants(keyId, 2, after));
  }

  @Test
  void grant_isThere_untilItIsRevoked() {
    assertThat(grants()).isEmpty();
    String first = deeds.grant(keyId);
    String second = deeds.grant(keyId);
    assertThat(grants()).containsExactlyInAnyOrder(first, second);

    done(deeds.revoking(keyId, first));
    assertThat(grants()).containsExactly(second);
    assertRefused(deeds.revoking(keyId, first));
  }

  @Test
  void grant_ofAnotherKey_cannotBeRevoked() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    String grant = deeds.grant(other);

    assertRefused(deeds.revoking(keyId, grant));
    assertThat(Deeds.all(after -> deeds.grants(other, 2, after))).containsExactly(grant);
  }

  @Test
  void grants_inPages_eachOnce() {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      expected.add(deeds.grant(keyId));
    }

    for (int limit : new int[] {1, 3, 5, 100}) {
      assertThat(Deeds.all(after -> deeds.grants(keyId, limit, after))).isEqualTo(expected);
    }
  }

  @Test
  void rotation_onAndOffAgain() {
    assertThat(deeds.rotation(keyId).period()).isEmpty();
    make(Op.ENABLE_ROTATION);
    assertThat(deeds.rotation(keyId).period()).contains(365);
    make(Op.DISABLE_ROTATION);
    assertThat(deeds.rotation(keyId).period()).isEmpty();
  }

  @Test
  void rotate_isCounted() {
    assertThat(deeds.rotation(keyId).times()).isZero();
    make(Op.ROTATE);
    make(Op.ROTATE);
    assertThat(deeds.rotation(keyId).times()).isEqualTo(2);
  }

  @Test
  void rotate_isOneKeysAffair() {
    String other = deeds.api().newKey(Sort.SYMMETRIC);
    make(Op.ROTATE);

    assertThat(deeds.rotation(other).times()).isZero();
  }
}
