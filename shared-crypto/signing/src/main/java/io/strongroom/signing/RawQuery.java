package io.strongroom.signing;

import io.strongroom.signing.internal.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A query string split at {@code &} and {@code =}, nothing decoded, order kept. Immutable. */
public record RawQuery(List<Parameter> parameters) {

  public RawQuery {
    parameters = List.copyOf(parameters);
  }

  /** One parameter as sent. {@code rawValue} is empty both for {@code name} and {@code name=}. */
  public record Parameter(String rawName, String rawValue) {

    public Parameter {
      Objects.requireNonNull(rawName, "rawName");
      Objects.requireNonNull(rawValue, "rawValue");
    }

    /** The name, percent-decoded once. */
    public String name() {
      return PercentEncoding.decode(rawName);
    }

    /** The value, percent-decoded once; a plus sign stays a plus sign. */
    public String value() {
      return PercentEncoding.decode(rawValue);
    }
  }

  /** Splits; empty pieces ({@code a&&b}) are dropped. Never fails. */
  public static RawQuery parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start < rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      end = end < 0 ? rawQuery.length() : end;
      if (end > start) {
        parameters.add(parameter(rawQuery.substring(start, end)));
      }
      start = end + 1;
    }
    return new RawQuery(parameters);
  }

  /** The decoded value of the first parameter called {@code name} (exact spelling). */
  public Optional<String> value(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .map(Parameter::value);
  }

  /** How many parameters are called {@code name}. */
  public long count(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).count();
  }

  /** Whether a parameter called {@code name} is there, with or without a value. */
  public boolean has(String name) {
    return count(name) > 0;
  }

  private static Parameter parameter(String piece) {
    int equals = piece.indexOf('=');
    return equals < 0
        ? new Parameter(piece, "")
        : new Parameter(piece.substring(0, equals), piece.substring(equals + 1));
  }
}
