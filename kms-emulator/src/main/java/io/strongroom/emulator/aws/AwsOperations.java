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
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operations of the API, by target. Thread-safe. */
@ApplicationScoped
class AwsOperations {

  private static final String TARGET_PREFIX = "TrentService.";

  private final Map<String, AwsOperation> operations;
  private final FaultGate faults;
  private final AwsKeys keys;

  AwsOperations(@All List<AwsOperationGroup> groups, FaultGate faults, AwsKeys keys) {
    this.faults = faults;
    this.keys = keys;
    this.operations =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .collect(Collectors.toUnmodifiableMap(AwsOperation::name, Function.identity()));
  }

  AwsOperation find(SignableRequest request) {
    String target = request.header("x-amz-target").orElse("");
    String name = target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
    return find(name);
  }

  AwsOperation find(String name) {
    AwsOperation operation = operations.get(name);
    if (operation != null) {
      return operation;
    }
    throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
  }

  /** Carries out an operation, with the faults in force. */
  Uni<WireReply> run(AwsOperation operation, AwsExchange exchange) {
    return faults.around(
        exchange::faultCall,
        exchange::struck,
        () -> operation.run().apply(exchange.call(keys)).map(AwsOperations::success));
  }

  private static WireReply success(Optional<JsonObject> reply) {
    return WireReply.of(200, reply.map(JsonObject::toBuffer).orElse(Buffer.buffer()));
  }
}
