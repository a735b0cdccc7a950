package io.strongroom.runtime.wiring;

import io.strongroom.runtime.admission.Budget;
import io.strongroom.runtime.admission.Patience;
import io.strongroom.runtime.config.LimitsConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What this process takes on at once. */
final class AdmissionBeans {

  @Produces
  @Singleton
  Budget budget(LimitsConfig limits) {
    return budget(limits, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heapBytes the most there will be
   */
  static Budget budget(LimitsConfig limits, long heapBytes) {
    if (!(limits.heapShare() > 0 && limits.heapShare() < 1)) {
      throw new IllegalArgumentException("strongroom.limits.heap-share is between 0 and 1");
    }
    return new Budget(
        limits.bytes().orElse((long) (heapBytes * limits.heapShare())),
        limits.bodies(),
        patience(limits),
        System::nanoTime);
  }

  private static Patience patience(LimitsConfig limits) {
    return new Patience(
        limits.bodyStall(),
        limits.answerStall(),
        limits.minimumRate(),
        limits.rateWindow(),
        limits.yieldAfter());
  }
}
