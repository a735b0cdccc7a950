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
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }
}
