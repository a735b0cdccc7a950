package io.strongroom.runtime.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.runtime.admission.Budget.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {

  private static final Patience PATIENCE =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          1_000,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2));

  private final AtomicLong clock = new AtomicLong();
  private final Budget budget = new Budget(1_000, 3, PATIENCE, clock::get);
  private final List<String> cut = new ArrayList<>();

  private Lease enter(String name, long bytes) {
    return budget.enter(bytes, Body.USUAL, () -> cut.add(name)).orElseThrow();
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void enter_noRoom_refusedAndNobodyIsCut() {
    enter("first", 900);

    assertThat(budget.enter(200, Body.NONE, () -> {})).isEmpty();
    assertThat(budget.refused()).isEqualTo(1);
    assertThat(cut).isEmpty();
  }

  @Test
  void enter_afterAnotherLeft_admitted() {
    enter("first", 900).close();

    assertThat(budget.enter(1_000, Body.USUAL, () -> {})).isPresent();
    assertThat(budget.bodies()).isEqualTo(1);
  }

  @Test
  void close_twice_givesBackOnce() {
    Lease lease = enter("first", 400);
    enter("second", 400);
    lease.close();
    lease.close();

    assertThat(budget.used()).isEqualTo(400);
    assertThat(budget.bodies()).isEqualTo(1);
  }

  @Test
  void enter_moreBodiesThanPlaces_refusedButNotWithoutBody() {
    enter("first", 1);
    enter("second", 1);
    enter("third", 1);

    assertThat(budget.enter(1, Body.USUAL, () -> {})).isEmpty();
    assertThat(budget.enter(1, Body.NONE, () -> {})).isPresent();
  }

  @Test
  void enter_noRoomButClientsAreWaitedFor_theSlowestYields() {
    Lease slowest = enter("slowest", 500);
    slowest.pace().waits(clock.get());
    pass(Duration.ofSeconds(1));
    Lease slow = enter("slow", 500);
    slow.pace().waits(clock.get());
    pass(Duration.ofSeconds(2));

    assertThat(budget.enter(400, Body.USUAL, () -> {})).isPresent();
    assertThat(cut).containsExactly("slowest");
    assertThat(budget.used()).isEqualTo(900);
    assertThat(budget.yielded()).isEqualTo(1);
  }

  @Test
  void enter_clientsAreWaitedForAShortWhile_refused() {
    enter("first", 900).pace().waits(clock.get());
    pass(Duration.ofMillis(1_999));

    assertThat(budget.enter(200, Body.USUAL, () -> {})).isEmpty();
    assertThat(cut).isEmpty();
  }

  @Test
  void enter_clientSendsAByteNowAndThen_yieldsAllTheSame() {
    Pace drip = enter("drip", 900).pace();
    for (int i = 0; i < 3; i++) {
      drip.waits(clock.get());
      pass(Duration.ofSeconds(1));
      drip.moved(clock.get(), 1);
    }

    assertThat(budget.enter(200, Body.USUAL, () -> {})).isPresent();
    assertThat(cut).containsExactly("drip");
  }

  @Test
  void enter_serverIsSlowAndNotTheClient_clientKeepsItsPlace() {
    Pace pace = enter("waits for a disk", 900).pace();
    pace.waits(clock.get());
    pace.moved(clock.get(), 10_000);
    pass(Duration.ofMinutes(5));

    assertThat(budget.enter(200, Body.USUAL, () -> {})).isEmpty();
    assertThat(cut).isEmpty();
  }

  @Test
  void hold_moreThanThereIs_overloaded() {
    Lease lease = enter("first", 500);
    enter("second", 400);

    assertThatThrownBy(() -> lease.hold(601))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error()).isEqualTo(new RequestError.Overloaded()));
    assertThat(budget.used()).isEqualTo(900);
  }

  @Test
  void tryHold_noRoom_nobodyYields() {
    enter("slow", 900).pace().waits(clock.get());
    Lease lease = enter("fast", 100);
    pass(Duration.ofSeconds(10));

    assertThat(lease.tryHold(200)).isFalse();
    assertThat(lease.tryHold(50)).isTrue();
    assertThat(budget.used()).isEqualTo(950);
    assertThat(cut).isEmpty();
  }

  @Test
  void ends_answerStillOnItsWay_heldUntilItHasGone() {
    Lease lease = enter("first", 100);
    lease.answers(2_000);
    lease.ends();

    assertThat(budget.used()).isEqualTo(2_000);
    lease.close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void close_afterYielding_countsNothingTwice() {
    Lease slow = enter("slow", 900);
    slow.pace().waits(clock.get());
    pass(Duration.ofSeconds(3));
    enter("next", 800);
    slow.answers(5_000);
    slow.close();

    assertThat(budget.used()).isEqualTo(800);
  }

  /** Uploads that do not go on cannot keep small requests out, not even before they stall. */
  @Test
  void enter_largeBodies_leaveAQuarterToOthers() {
    for (int i = 0; i < 2; i++) {
      budget.enter(250, Body.LARGE, () -> {}).orElseThrow();
    }
    assertThat(budget.enter(300, Body.LARGE, () -> {})).isEmpty();

    assertThat(budget.enter(300, Body.USUAL, () -> {})).isPresent();
    assertThat(budget.enter(200, Body.NONE, () -> {})).isPresent();
  }
}
