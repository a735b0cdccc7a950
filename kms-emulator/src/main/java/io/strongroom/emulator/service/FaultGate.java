package io.strongroom.emulator.service;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.fault.FaultAction;
import io.strongroom.emulator.fault.FaultRule;
import io.strongroom.emulator.fault.Faults;
import io.strongroom.emulator.fault.FormerReplies;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.http.WireReply.Delivery;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Lets the faults in force happen to calls. Thread-safe. */
@ApplicationScoped
public class FaultGate {

  /** The least that a timer of Vert.x waits. */
  private static final Duration LEAST_DELAY = Duration.ofMillis(1);

  private static final Pattern READ = Pattern.compile("(list|describe|get).*");
  private static final String PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body></body></html>";

  /** As far as a signature's time may be off. */
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private final Faults faults;
  private final KmsClock clock;
  private final FormerReplies<WireReply> former = new FormerReplies<>();

  FaultGate(Faults faults, KmsClock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Carries out {@code work} with the faults that strike before and after it.
   *
   * @param call the call as rules see it; asked again afterwards, when its keys are known
   * @param struck learns the name of every rule that strikes
   */
  public Uni<WireReply> around(
      Supplier<FaultRule.Call> call, Consumer<String> struck, Supplier<Uni<WireReply>> work) {
    if (faults.isEmpty()) {
      return work.get();
    }
    FaultRule.Call before = call.get();
    return apply(strike(before, false, struck), before, work)
        .chain(
            reply ->
                apply(
                    strike(call.get(), true, struck), before, () -> Uni.createFrom().item(reply)));
  }

  private Optional<Faults.Strike> strike(
      FaultRule.Call call, boolean after, Consumer<String> struck) {
    Optional<Faults.Strike> strike = faults.strike(call, after);
    strike.ifPresent(found -> struck.accept(found.rule().name()));
    return strike;
  }

  private Uni<WireReply> apply(
      Optional<Faults.Strike> strike, FaultRule.Call call, Supplier<Uni<WireReply>> work) {
    if (strike.isEmpty()) {
      return work.get();
    }
    return switch (strike.get().action()) {
      case FaultAction.Fail(KmsError error) -> throw refusal(error);
      case FaultAction.Delay _ ->
          Uni.createFrom()
              .voidItem()
              .onItem()
              .delayIt()
              .by(atLeastAMoment(strike.get().delay()))
              .chain(work::get);
      case FaultAction.Clock(Duration offset) -> skewed(offset, work);
      case FaultAction.Hang _ -> Uni.createFrom().item(WireReply.lost(Delivery.HANG));
      case FaultAction.Reset _ -> Uni.createFrom().item(WireReply.lost(Delivery.RESET));
      case FaultAction.Truncate _ -> work.get().map(reply -> reply.with(Delivery.TRUNCATE));
      case FaultAction.Garble _ -> work.get().map(FaultGate::garbled);
      case FaultAction.Stale(Duration maxAge) -> stale(call, maxAge, work);
    };
  }

  private Uni<WireReply> skewed(Duration offset, Supplier<Uni<WireReply>> work) {
    Instant now = clock.instant();
    Instant wrong = now.plus(offset);
    if (offset.abs().compareTo(MAX_SKEW) > 0) {
      throw KmsRefusal.of(
          KmsError.SIGNATURE_MISMATCH,
          "Signature not current: " + now + " is too far from " + wrong);
    }
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(wrong.atOffset(ZoneOffset.UTC));
    return work.get().map(reply -> reply.with(Map.of("Date", date)));
  }

  private Uni<WireReply> stale(
      FaultRule.Call call, Duration maxAge, Supplier<Uni<WireReply>> work) {
    // Never an answer that carries plaintext.
    if (!READ.matcher(call.operation().toLowerCase(Locale.ROOT)).matches()) {
      return work.get();
    }
    return former
        .find(call, maxAge)
        .map(reply -> Uni.createFrom().item(reply))
        .orElseGet(() -> work.get().invoke(reply -> former.keep(call, reply, maxAge)));
  }

  private static WireReply garbled(WireReply reply) {
    return WireReply.of(reply.status(), Buffer.buffer(PAGE))
        .with(Map.of("Content-Type", "text/html"));
  }

  private static Duration atLeastAMoment(Duration delay) {
    return delay.compareTo(LEAST_DELAY) < 0 ? LEAST_DELAY : delay;
  }

  private static KmsRefusal refusal(KmsError error) {
    return error == KmsError.THROTTLED
        ? KmsRefusal.throttled()
        : KmsRefusal.of(error, "Injected fault.");
  }
}
