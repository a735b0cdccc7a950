package io.strongroom.kms.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.fault.FaultAction;
import io.strongroom.kms.emulator.fault.FaultRule;
import io.strongroom.kms.emulator.fault.Faults;
import io.strongroom.kms.emulator.http.WireReply;
import io.strongroom.kms.emulator.http.WireReply.Delivery;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets the faults in force happen to calls. Thread-safe. */
@ApplicationScoped
public class FaultGate {

  private final Faults faults;

  FaultGate(Faults faults) {
    this.faults = faults;
  }

  /**
   * Carries out {@code work} with the faults that strike before and after it.
   *
   * @param call the call as rules see it; asked again afterwards, when its keys are known
   */
  public Uni<WireReply> around(Supplier<FaultRule.Call> call, Supplier<Uni<WireReply>> work) {
    return apply(faults.strike(call.get(), false), work)
        .chain(reply -> apply(faults.strike(call.get(), true), () -> Uni.createFrom().item(reply)));
  }

  private static Uni<WireReply> apply(Optional<FaultAction> action, Supplier<Uni<WireReply>> work) {
    if (action.isEmpty()) {
      return work.get();
    }
    return switch (action.get()) {
      case FaultAction.Fail(KmsError error) -> throw refusal(error);
      case FaultAction.Delay delay ->
          Uni.createFrom().voidItem().onItem().delayIt().by(Faults.draw(delay)).chain(work::get);
      case FaultAction.Hang _ -> Uni.createFrom().item(WireReply.lost(Delivery.HANG));
      case FaultAction.Reset _ -> Uni.createFrom().item(WireReply.lost(Delivery.RESET));
      case FaultAction.Truncate _ -> work.get().map(reply -> reply.with(Delivery.TRUNCATE));
    };
  }

  private static KmsRefusal refusal(KmsError error) {
    return error == KmsError.THROTTLED
        ? KmsRefusal.throttled()
        : KmsRefusal.of(error, "Injected fault.");
  }
}
