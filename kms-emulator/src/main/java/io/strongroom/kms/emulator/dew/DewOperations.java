package io.strongroom.kms.emulator.dew;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.http.WireReply;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.service.FaultGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API, by verb. Thread-safe. */
@ApplicationScoped
class DewOperations {

  private static final Set<String> BY_GET = Set.of("user-instances", "user-quotas");

  private final Map<String, DewOperation> operations;
  private final FaultGate faults;

  DewOperations(@All List<DewOperationGroup> groups, FaultGate faults) {
    this.faults = faults;
    this.operations =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .collect(Collectors.toUnmodifiableMap(DewOperation::verb, Function.identity()));
  }

  DewOperation find(String method, String verb) {
    DewOperation operation = operations.get(verb);
    if (operation == null) {
      throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
    }
    if (!method.equals(BY_GET.contains(verb) ? "GET" : "POST")) {
      throw new DewRefusal(405, "KMS.0215", "The method is not allowed.");
    }
    return operation;
  }

  /** Carries out an operation, with the faults in force. */
  Uni<WireReply> run(DewOperation operation, DewExchange exchange) {
    return faults.around(
        exchange::faultCall,
        () ->
            operation
                .run()
                .apply(exchange.call())
                .map(reply -> WireReply.of(200, reply.toBuffer())));
  }
}
