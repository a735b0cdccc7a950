package io.strongroom.protocol.http;

import java.util.List;
import java.util.Optional;

/** Decoded query parameters in order; a parameter without {@code =} has an empty value. */
public record QueryParameters(List<Parameter> parameters) {

  public QueryParameters {
    parameters = List.copyOf(parameters);
  }

  public record Parameter(String name, String value) {}

  /** The first value of {@code name}; names are compared exactly. */
  public Optional<String> first(String name) {
    // Asked for each row of the route table: most requests have none, and a loop makes nothing.
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }
}
