package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.service.CallLimits;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes an answer of whatever a call led to, and records the call before it goes out. */
@ApplicationScoped
class AwsAnswers {

  private final AwsErrors errors;
  private final AuditLog audit;
  private final CallLimits limits;

  AwsAnswers(AwsErrors errors, AuditLog audit, CallLimits limits) {
    this.errors = errors;
    this.audit = audit;
    this.limits = limits;
  }

  /** Never fails. */
  Uni<WireReply> finish(AwsExchange exchange, Uni<WireReply> outcome) {
    return outcome
        .onFailure()
        .recoverWithItem(failure -> errors.render(failure, exchange))
        .call(reply -> audit.record(exchange::event))
        .onFailure()
        .recoverWithItem(failure -> errors.render(failure, exchange))
        .map(exchange::told)
        .map(reply -> limits.answered(reply, exchange.answered()));
  }
}
