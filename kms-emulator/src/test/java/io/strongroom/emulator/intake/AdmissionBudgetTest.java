package io.strongroom.emulator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.emulator.intake.AdmissionBudget.Admission;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionBudgetTest {

  private static final int MEGABYTE = 1 << 20;

  @Test
  void tryAdmit_beyondTheBytes_refusedUntilRoomComesBack() {
    AdmissionBudget budget = new AdmissionBudget(4L * MEGABYTE, 100);
    Optional<Admission> first = budget.tryAdmit(2 * MEGABYTE);

    assertThat(first).isPresent();
    assertThat(budget.tryAdmit(2 * MEGABYTE)).isEmpty();

    first.orElseThrow().close();
    first.orElseThrow().close();
    assertThat(budget.bytesTaken()).isZero();
    assertThat(budget.tryAdmit(2 * MEGABYTE)).isPresent();
  }

  @Test
  void tryAdmit_largeBodies_leaveAQuarterToSmallOnes() {
    AdmissionBudget budget = new AdmissionBudget(4L * MEGABYTE, 100);
    assertThat(budget.tryAdmit(3 * MEGABYTE)).isPresent();

    assertThat(budget.tryAdmit(AdmissionBudget.SMALL_BODY_IN_BYTES + 1)).isEmpty();
    assertThat(budget.tryAdmit(AdmissionBudget.SMALL_BODY_IN_BYTES)).isPresent();
  }

  @Test
  void tryAdmit_beyondTheRequests_refused() {
    AdmissionBudget budget = new AdmissionBudget(MEGABYTE, 1);
    assertThat(budget.tryAdmit(1)).isPresent();

    assertThat(budget.tryAdmit(1)).isEmpty();
  }

  @Test
  void shareOf_heap_isASixteenth_andNeverLessThanABodyNeeds() {
    assertThat(AdmissionBudget.shareOf(256L * MEGABYTE)).isEqualTo(16L * MEGABYTE);
    assertThat(AdmissionBudget.shareOf(MEGABYTE)).isGreaterThan(Intake.MAX_BODY_SIZE_IN_BYTES);
  }
}
