package io.strongroom.emulator.dew;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.FaultGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API, by verb. Thread-safe. */
@ApplicationScoped
class DewOperations {

  private final Map<String, Map<String, DewOperation>> operations;
  private final FaultGate faults;

  DewOperations(@All List<DewOperationGroup> groups, FaultGate faults) {
    this.faults = faults;
    this.operations =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .collect(
                Collectors.groupingBy(
                    DewOperation::verb,
                    Collectors.toMap(DewOperation::method, Function.identity())));
  }

  DewOperation find(String method, String verb) {
    Map<String, DewOperation> byMethod = operations.getOrDefault(verb, Map.of());
    if (byMethod.isEmpty()) {
      throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
    }
    DewOperation operation = byMethod.get(method);
    if (operation == null) {
      throw new DewRefusal(405, "KMS.0215", "The method is not allowed.");
    }
    return operation;
  }

  /** Carries out an operation, with the faults in force. */
  Uni<WireReply> run(DewOperation operation, DewExchange exchange) {
    return faults.around(
        exchange::faultCall, exchange::struck, () -> operation.run().apply(exchange.call()));
  }
}
