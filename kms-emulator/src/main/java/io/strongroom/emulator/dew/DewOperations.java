package io.strongroom.emulator.dew;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.FaultGate;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations of the API, by path. Thread-safe. */
@ApplicationScoped
class DewOperations {

  private final Map<Integer, List<DewOperation>> bySize;
  private final FaultGate faults;
  private final DewKeys keys;

  DewOperations(@All List<DewOperationGroup> groups, FaultGate faults, DewKeys keys) {
    this.faults = faults;
    this.keys = keys;
    // Names before variables: no key is called as an operation is.
    this.bySize =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .sorted(Comparator.comparingLong(DewOperations::variables))
            .collect(Collectors.groupingBy(one -> one.path().segments().size()));
  }

  private static long variables(DewOperation operation) {
    return operation.path().segments().stream().filter(s -> s.startsWith("{")).count();
  }

  /** An operation that a request asks for, and what its path says. */
  record Found(DewOperation operation, DewPath.Match path) {}

  /**
   * The operation of a request.
   *
   * @param rawPath beginning with a slash
   */
  Found find(String method, String rawPath) {
    List<String> segments = DewPath.split(rawPath);
    boolean known = false;
    for (DewOperation operation : bySize.getOrDefault(segments.size(), List.of())) {
      Optional<DewPath.Match> match = operation.path().match(segments);
      if (match.isPresent() && operation.path().method().equals(method)) {
        return new Found(operation, match.get());
      }
      known |= match.isPresent();
    }
    if (known) {
      throw new DewRefusal(405, "KMS.0215", "The method is not allowed.");
    }
    throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
  }

  /** All verbs. */
  Set<String> verbs() {
    return bySize.values().stream()
        .flatMap(List::stream)
        .map(DewOperation::verb)
        .collect(Collectors.toSet());
  }

  /** Carries out an operation, with the faults in force. */
  Uni<WireReply> run(DewOperation operation, DewExchange exchange) {
    return faults.around(
        exchange::faultCall, exchange::struck, () -> operation.run().apply(exchange.call(keys)));
  }
}
