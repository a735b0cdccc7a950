package io.strongroom.emulator.aws;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.FaultGate;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API, by target. Thread-safe. */
@ApplicationScoped
class AwsOperations {

  private static final String TARGET_PREFIX = "TrentService.";

  /** Part of the API, not of this service: refused by name rather than as unknown. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "ConnectCustomKeyStore",
          "CreateCustomKeyStore",
          "DeleteCustomKeyStore",
          "DescribeCustomKeyStores",
          "DisconnectCustomKeyStore",
          "UpdateCustomKeyStore");

  private final Map<String, Operation> operations;
  private final FaultGate faults;

  AwsOperations(@All List<OperationGroup> groups, FaultGate faults) {
    this.faults = faults;
    this.operations =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
  }

  Operation find(SignableRequest request) {
    String target = request.header("x-amz-target").orElse("");
    String name = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
    Operation operation = operations.get(name);
    if (operation != null) {
      return operation;
    }
    if (UNSUPPORTED.contains(name)) {
      throw KmsRefusal.of(KmsError.UNSUPPORTED_OPERATION, name + " is not supported here.");
    }
    throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
  }

  /** Carries out an operation, with the faults in force. */
  Uni<WireReply> run(Operation operation, AwsExchange exchange) {
    return faults.around(
        exchange::faultCall,
        exchange::struck,
        () -> operation.run().apply(exchange.call()).map(AwsOperations::success));
  }

  private static WireReply success(Optional<JsonObject> reply) {
    return WireReply.of(200, reply.map(JsonObject::toBuffer).orElse(Buffer.buffer()));
  }
}
