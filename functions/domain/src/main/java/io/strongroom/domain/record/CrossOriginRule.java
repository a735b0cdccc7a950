package io.strongroom.domain.record;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which pages of other origins may send what to a bucket. Everything is kept as it was put.
 *
 * @param origins each a text with one {@code *} at most, which stands for any run of characters
 * @param allowedHeaders as above, compared without case
 * @param maxAge seconds for which a browser may remember the answer
 */
public record CrossOriginRule(
    Optional<String> id,
    List<String> allowedHeaders,
    List<String> methods,
    List<String> origins,
    List<String> exposedHeaders,
    OptionalInt maxAge) {

  public CrossOriginRule {
    allowedHeaders = List.copyOf(allowedHeaders);
    methods = List.copyOf(methods);
    origins = List.copyOf(origins);
    exposedHeaders = List.copyOf(exposedHeaders);
  }
}
